#!/usr/bin/env bash
# pandoc and odfdo leave out the words of form fields in a text that LibreOffice saved as OpenDocument: of a Word form with "Grade: Good.", Good being in a content control, the .odt file is read as
# "Grade: .". LibreOffice writes them into an element of its own (loext:content-control), and both read the elements that they know. LibreOffice and
# odfpy have the word. From the .docx before it was saved pandoc reads it too. A control around a date or around several words of a sentence goes the same way.
#
# Why it matters: forms of Word have their answers in such controls, and an office that keeps OpenDocument saves them so. Whatever was filled in is gone, what was
# printed on the form is there, and there is no warning.
#
# Seen 2026-11-30 with Debian 12's libreoffice-writer-nogui 4:7.4.7-1+deb12u14; pandoc 3.9 (pypandoc_binary 1.17), odfdo 3.27.3, odfpy 1.4.1 and python-docx 1.2.0 (PyPI, Python 3.11).
set -euo pipefail

command -v soffice > /dev/null || { echo "needs the Debian package libreoffice-writer-nogui"; exit 2; }
soffice --version 2> /dev/null | cut -d ' ' -f 1,2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pypandoc_binary==1.17 odfdo==3.27.3 odfpy==1.4.1 python-docx==1.2.0

cat > write.py <<'PY'
import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
form = docx.Document()
for before, kind, words, behind in (("Grade: ", '<w:dropDownList><w:listItem w:displayText="Good" w:value="2"/><w:listItem w:displayText="Poor" w:value="3"/></w:dropDownList>', "Good", "."),
                                    ("Visited on ", '<w:date w:fullDate="2022-03-14T00:00:00Z"><w:dateFormat w:val="d MMMM yyyy"/></w:date>', "14 March 2022", "."),
                                    ("Plans are ", "<w:text/>", "late in most homes", ", and staff agree.")):
    paragraph = form.add_paragraph(before)
    paragraph._p.append(parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtPr>{kind}</w:sdtPr><w:sdtContent><w:r><w:t>{words}</w:t></w:r></w:sdtContent></w:sdt>"))
    paragraph.add_run(behind)
form.save("form.docx")
PY
venv/bin/python write.py
convert() {
    soffice -env:UserInstallation="file://$folder/profile" --headless --convert-to "$1" "$2" > log 2>&1 || { tail -n 5 log; exit 1; }
}
convert odt form.docx
convert "txt:Text (encoded):UTF8" form.odt
cat > read.py <<'PY'
import odfdo, pypandoc
from odf import opendocument, teletype, text
texts = {"pandoc, .docx": pypandoc.convert_file("form.docx", "plain"), "pandoc, .odt": pypandoc.convert_file("form.odt", "plain"), "odfdo, .odt": odfdo.Document("form.odt").get_formatted_text(),
         "odfpy, .odt": "\n".join(teletype.extractText(paragraph) for paragraph in opendocument.load("form.odt").getElementsByType(text.P)),
         "LibreOffice, .odt": open("form.txt", encoding="utf-8-sig").read()}
for name, words in texts.items():
    print(f"{name}:", " / ".join(line.strip() for line in words.split("\n") if line.strip()))
PY
venv/bin/python read.py > saw
cat saw
cat > expected <<'TXT'
pandoc, .docx: Grade: Good. / Visited on 14 March 2022. / Plans are late in most homes, and staff agree.
pandoc, .odt: Grade: . / Visited on . / Plans are , and staff agree.
odfdo, .odt: Grade: . / Visited on . / Plans are , and staff agree.
odfpy, .odt: Grade: Good. / Visited on 14 March 2022. / Plans are late in most homes, and staff agree.
LibreOffice, .odt: Grade: Good. / Visited on 14 March 2022. / Plans are late in most homes, and staff agree.
TXT
diff expected saw || { echo "changed: the form is read otherwise"; exit 1; }
echo "as seen: what was filled in is gone"
