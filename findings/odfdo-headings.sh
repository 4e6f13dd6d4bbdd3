#!/usr/bin/env bash
# odfdo's text of an OpenDocument file runs a heading into the paragraph behind it: "What needs to improve" and "Plans are late."
# become "What needs to improvePlans are late." It puts a line's end behind a paragraph and none behind a heading. The numbers that
# fields show are left out too: "See table 3." is "See table .".
#
# Why it matters: headings name the area and the grade of what follows. The last word of each and the first of the finding are one word
# that nobody searches for, and a splitter into paragraphs finds no heading at all.
#
# Seen 2026-11-29 with odfdo 3.27.3 and odfpy 1.4.1, which made the file (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check odfdo==3.27.3 odfpy==1.4.1

cat > read.py <<'PY'
import odfdo
from odf.opendocument import OpenDocumentText
from odf.text import H, P, Sequence
document = OpenDocumentText()
document.text.addElement(H(outlinelevel=1, text="What needs to improve"))
document.text.addElement(P(text="Plans are late."))
paragraph = P(text="See table ")
paragraph.addElement(Sequence(name="Table", formula="3", numformat="1", text="3"))
paragraph.addText(".")
document.text.addElement(paragraph)
document.save("report.odt")
print(repr(odfdo.Document("report.odt").get_formatted_text()))
PY
venv/bin/python read.py > saw
cat saw
cat > expected <<'TXT'
'What needs to improvePlans are late.\n\nSee table .\n\n'
TXT
diff expected saw || { echo "changed: odfdo's text is another"; exit 1; }
echo "as seen: the heading has no end"
