#!/usr/bin/env bash
# AbiWord's plain text of one report depends on what it was saved as: list numbers (7., 8., (a)) are in the text of its RTF and in that of its .docx and .odt not. In all three the words of a
# footnote stand in the middle of the paragraph with its mark, on a line of their own: "Plans are not late." / "Those of March. Ages sixteen wait." Words that are
# hidden in the .docx are shown; of ages 16-17 with a no-break hyphen 1617 is left.
#
# Why it matters: abiword --to=txt is a small way to read old and new word processors' files. A sentence that begins with a note is a quotation
# that nobody wrote, and the number by which a finding is cited is there or not by the file's kind.
#
# Seen 2026-11-30 with Debian 12's abiword 3.0.5~dfsg-3.2; pandoc 3.9 (pypandoc_binary 1.17) and python-docx 1.2.0 (PyPI, Python 3.11).
set -euo pipefail

version=$(dpkg-query -W -f '${Version}' abiword 2> /dev/null) || { echo "needs the Debian package abiword"; exit 2; }
echo "abiword $version"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pypandoc_binary==1.17 python-docx==1.2.0

cat > report.md <<'MD'
Plans are not late.[^1] Ages sixteen wait.

7. Plans are late.
8. Visits are few.

    (a) one
    (b) two

[^1]: Those of March.
MD
cat > write.py <<'PY'
import docx, pypandoc
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
for kind in ("docx", "odt", "rtf"):
    pypandoc.convert_file("report.md", kind, outputfile=f"report.{kind}", extra_args=["-s"])
letter = docx.Document()
paragraph = letter.add_paragraph("Shown, ")
paragraph.add_run("not shown, ").font.hidden = True
paragraph.add_run("end. Ages 16")
paragraph.add_run()._r.append(parse_xml(f"<w:noBreakHyphen {nsdecls('w')}/>"))
paragraph.add_run("17.")
letter.save("letter.docx")
PY
venv/bin/python write.py
for name in report.docx report.odt report.rtf letter.docx; do
    HOME=$folder abiword --to=txt "$name" -o text.txt 2> log || { tail -n 5 log; exit 1; }
    echo "$name: $(tr '\t\f' '  ' < text.txt | sed 's/^ *//; s/ *$//' | grep . | paste -sd '/')"
done > saw
cat saw
cat > expected <<'TXT'
report.docx: Plans are not late./Those of March. Ages sixteen wait./Plans are late./Visits are few./one/two
report.odt: Plans are not late./Those of March. Ages sixteen wait./Plans are late./Visits are few./one/two/1
report.rtf: Plans are not late./ Those of March./Ages sixteen wait./7. Plans are late./8. Visits are few./(a) one/(b) two
letter.docx: Shown, not shown, end. Ages 1617.
TXT
diff expected saw || { echo "changed: other words are read"; exit 1; }
echo "as seen: a note stands in the middle of a paragraph"
