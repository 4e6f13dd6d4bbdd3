#!/usr/bin/env bash
# docxtpl, which fills templates of Word, takes signs out of what it is given: the area "Help & protection" is "Help  protection", "fewer than 5 < 7" is "fewer than 5  7", and of a value with <b>late</b> in it the value
# and the rest of its paragraph are gone. The file can be read and nothing is an error; the XML is mended where the signs broke it. With autoescape=True all is
# there. A form feed, as texts of PDFs have it at the end of a page, cuts the paragraph in two.
#
# Why it matters: letters about findings are made so from exports, and areas are named with "and" written as a sign. That which is missing is
# a sign here, and half a sentence there.
#
# Seen 2026-11-30 with docxtpl 0.20.2 and python-docx 1.2.0 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check docxtpl==0.20.2 python-docx==1.2.0
cat > fill.py <<'PY'
import docx, docxtpl
template = docx.Document()
template.add_paragraph("Area: {{ area }}. It is poor.")
template.save("template.docx")
def show(value, **options):
    letter = docxtpl.DocxTemplate("template.docx")
    letter.render({"area": value}, **options)
    letter.save("letter.docx")
    return " / ".join(paragraph.text for paragraph in docx.Document("letter.docx").paragraphs)
for value in ("Help", "Help & protection", "fewer than 5 < 7", "<b>late</b>", "Homes\x0cCare"):
    print(f"{value!r}: {show(value)}")
print("escaped:", show("Help & protection, 5 < 7", autoescape=True))
PY
venv/bin/python fill.py > saw
cat saw
cat > expected <<'TXT'
'Help': Area: Help. It is poor.
'Help & protection': Area: Help  protection. It is poor.
'fewer than 5 < 7': Area: fewer than 5  7. It is poor.
'<b>late</b>': Area: 
'Homes\x0cCare': Area: Homes /  / Care. It is poor.
escaped: Area: Help & protection, 5 < 7. It is poor.
TXT
diff expected saw || { echo "changed: the letter has other words"; exit 1; }
echo "as seen: Help  protection"
