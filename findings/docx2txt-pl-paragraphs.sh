#!/usr/bin/env bash
# docx2txt.pl, the docx2txt of Debian, runs all plain paragraphs and table cells of a file by python-docx together: "Plans are late.Visits are
# few.AreaGradeHelpGoodStaff agree." It knows a paragraph by its attributes, which Word writes (<w:p w:rsidR="...">) and python-docx
# does not (<w:p>); with any attribute, or where a style is set, they are apart. A soft hyphen, an unseen place to break a word, it writes as a
# hyphen between spaces: "under - standing".
#
# Why it matters: it is small and at hand, so scripts read .docx with it, and reports made by programs have no such attributes. A
# paragraph's last word and the next one's first are one word, and the program is right for each file that Word has saved.
#
# Seen 2026-11-30 with Debian 12's docx2txt 1.4-5; input by python-docx 1.2.0 (PyPI, Python 3.11).
set -euo pipefail

version=$(dpkg-query -W -f '${Version}' docx2txt 2> /dev/null) || { echo "needs the Debian package docx2txt"; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo "docx2txt: $version"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check python-docx==1.2.0

cat > write.py <<'PY'
import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
report = docx.Document()
report.add_heading("What needs to improve", 1)
report.add_paragraph("Plans are late.")
report.add_paragraph("Visits are few.")
table = report.add_table(2, 2)
for place, text in enumerate(("Area", "Grade", "Help", "Good")):
    table.cell(place // 2, place % 2).text = text
report.add_paragraph("Staff agree.")
hyphened = report.add_paragraph("under")
hyphened.add_run()._r.append(OxmlElement("w:softHyphen"))
hyphened.add_run("standing")
report.save("plain.docx")
for paragraph in report.element.body.iter(qn("w:p")):
    paragraph.set(qn("w:rsidR"), "00A1B2C3")
report.save("attributes.docx")
PY
venv/bin/python write.py
for name in plain attributes; do
    echo "$name: $(docx2txt $name.docx - | sed 's/^ *//; s/ *$//' | grep . | paste -sd '|')"
done > saw
cat saw
cat > expected <<'TXT'
plain: What needs to improve|Plans are late.Visits are few.AreaGradeHelpGoodStaff agree.under - standing
attributes: What needs to improve|Plans are late.|Visits are few.|Area|Grade|Help|Good|Staff agree.|under - standing
TXT
diff expected saw || { echo "changed: paragraphs are read otherwise"; exit 1; }
echo "as seen: plain paragraphs run together"
