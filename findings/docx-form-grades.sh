#!/usr/bin/env bash
# A grade that was chosen from a drop-down field of a Word form is not read by pandoc, python-docx, mammoth or LibreOffice's conversion to text: "Grade: Poor overall." is "Grade: overall.", since the
# file keeps the choice as a number in the field's data. The page has it (LibreOffice's PDF), and docx2python. Of two boxes, one ticked, "yes no" is left but for
# mammoth's HTML and docx2python. Hidden words, which the page does not have, all of them read, LibreOffice's text too.
#
# Why it matters: forms are how inspectors give grades, and this is how Word's forms were made for twenty years. The sentence is whole without its grade, and
# what was hidden before a report was handed out is what a search finds in it.
#
# Seen 2026-11-30 with pandoc 3.9 (pypandoc_binary 1.17), python-docx 1.2.0, mammoth 1.13.0 and docx2python 3.7.1 (PyPI, Python 3.11); Debian 12's libreoffice-writer-nogui 4:7.4.7-1+deb12u14
# and poppler-utils 22.12.0.
set -euo pipefail

command -v soffice > /dev/null || { echo "needs the Debian package libreoffice-writer-nogui"; exit 2; }
version=$(dpkg-query -W -f '${Version}' poppler-utils 2> /dev/null) || { echo "needs the Debian package poppler-utils"; exit 2; }
echo "$(soffice --version 2> /dev/null | cut -d ' ' -f 1,2), poppler-utils $version"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pypandoc_binary==1.17 python-docx==1.2.0 mammoth==1.13.0 docx2python==3.7.1

cat > write.py <<'PY'
import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

def field(paragraph, code, data):
    kinds = [f'<w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="field"/><w:enabled/>{data}</w:ffData></w:fldChar>', f'<w:instrText xml:space="preserve"> {code} </w:instrText>',
             '<w:fldChar w:fldCharType="separate"/>', '<w:fldChar w:fldCharType="end"/>']
    for kind in kinds:
        paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}>{kind}</w:r>"))

form = docx.Document()
paragraph = form.add_paragraph("Grade: ")
field(paragraph, "FORMDROPDOWN", '<w:ddList><w:result w:val="2"/><w:listEntry w:val="Outstanding"/><w:listEntry w:val="Good"/><w:listEntry w:val="Poor"/></w:ddList>')
paragraph.add_run(" overall.")
paragraph = form.add_paragraph("Safe: ")
for word, tick in ((" yes, ", "<w:checked/>"), (" no.", "")):
    field(paragraph, "FORMCHECKBOX", f'<w:checkBox><w:sizeAuto/><w:default w:val="0"/>{tick}</w:checkBox>')
    paragraph.add_run(word)
paragraph = form.add_paragraph("Hidden: ")
paragraph.add_run("said by Ann, ").font.hidden = True
paragraph.add_run("end.")
form.save("form.docx")
PY
venv/bin/python write.py
for kind in "txt:Text (encoded):UTF8" pdf; do
    soffice -env:UserInstallation="file://$folder/profile" --headless --convert-to "$kind" form.docx > log 2>&1 || { tail -n 5 log; exit 1; }
done
pdftotext -layout form.pdf page.txt
cat > read.py <<'PY'
import docx, mammoth, pypandoc
from docx2python import docx2python
with open("form.docx", "rb") as file:
    html = mammoth.convert_to_html(file).value
texts = {"pandoc": pypandoc.convert_file("form.docx", "plain"), "python-docx": "\n".join(paragraph.text for paragraph in docx.Document("form.docx").paragraphs),
         "mammoth": html.replace("</p>", "\n").replace("<p>", ""), "docx2python": docx2python("form.docx").text,
         "LibreOffice, text": open("form.txt", encoding="utf-8-sig").read(), "LibreOffice, PDF": open("page.txt").read()}
for name, text in texts.items():
    print(f"{name}:", " / ".join(" ".join(line.split()) for line in text.replace("\f", "").split("\n") if line.strip()))
PY
venv/bin/python read.py > saw
cat saw
cat > expected <<'TXT'
pandoc: Grade: overall. / Safe: yes, no. / Hidden: said by Ann, end.
python-docx: Grade: overall. / Safe: yes, no. / Hidden: said by Ann, end.
mammoth: Grade: overall. / Safe: <input checked="checked" type="checkbox" /> yes, <input type="checkbox" /> no. / Hidden: said by Ann, end.
docx2python: Grade: Poor overall. / Safe: ☒ yes, ☐ no. / Hidden: said by Ann, end.
LibreOffice, text: Grade: overall. / Safe: yes, no. / Hidden: said by Ann, end.
LibreOffice, PDF: Grade: Poor overall. / Safe: yes, no. / Hidden: end.
TXT
diff expected saw || { echo "changed: the form is read otherwise"; exit 1; }
echo "as seen: the grade is on the page and not in the text"
