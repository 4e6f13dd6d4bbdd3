#!/usr/bin/env bash
# pandoc reads "Table 3: Visits by year. See page 12." from a .docx file as "Table : Visits by year. See page ." if the numbers are simple
# fields (w:fldSimple, which holds the shown text inside it), and says nothing, also with --verbose. Fields of the other form, of several
# runs, it keeps. python-docx does the same, mammoth too but with a warning; docx2txt, docx2python and LibreOffice have the numbers.
#
# Why it matters: tables, figures and pages are referred to by such numbers, and two spellings that look alike in a word processor
# decide whether they are read. "See page ." is found by nobody who looks for it, and "Table :" is any table.
#
# Seen 2026-11-30 with pandoc 3.9 (pypandoc_binary 1.17), python-docx 1.2.0, mammoth 1.13.0, docx2txt 0.9, docx2python 3.7.1 (PyPI,
# Python 3.11), Debian 12's libreoffice-writer-nogui 4:7.4.7-1+deb12u14; input by docx 9.15.2 (npm, Node 20).
set -euo pipefail

version=$(dpkg-query -W -f '${Version}' libreoffice-writer-nogui 2> /dev/null || dpkg-query -W -f '${Version}' libreoffice-writer 2> /dev/null) ||
    { echo "needs the Debian package libreoffice-writer-nogui"; exit 2; }
command -v npm > /dev/null || { echo "needs Node"; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo "LibreOffice: $version"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pypandoc_binary==1.17 python-docx==1.2.0 mammoth==1.13.0 docx2txt==0.9 docx2python==3.7.1
npm install --silent --no-fund --no-audit docx@9.15.2 > /dev/null

cat > write.js <<'JS'
const { Document, Packer, Paragraph, SimpleField, TextRun } = require("docx");
const report = new Document({ sections: [{ children: [
  new Paragraph({ children: [
    new TextRun("Table "), new SimpleField(" SEQ Table ", "3"), new TextRun(": Visits by year. See page "),
    new SimpleField(" PAGEREF later ", "12"), new TextRun("."),
  ] }),
] }] });
Packer.toBuffer(report).then((bytes) => require("fs").writeFileSync("simple.docx", bytes));
JS
node write.js
# The other form, by rewriting the file: begin, what is to be computed, separate, what is shown, end.
cat > rewrite.py <<'PY'
import re, zipfile
with zipfile.ZipFile("simple.docx") as simple, zipfile.ZipFile("runs.docx", "w") as runs:
    for name in simple.namelist():
        part = simple.read(name)
        if name == "word/document.xml":
            mark = '<w:r><w:fldChar w:fldCharType="%s"/></w:r>'
            field = mark % "begin" + r"<w:r><w:instrText>\1</w:instrText></w:r>" + mark % "separate" + r"\2" + mark % "end"
            text, count = re.subn(r'<w:fldSimple w:instr="([^"]*)">(.*?)</w:fldSimple>', field, part.decode())
            assert count == 2, text
            part = text.encode()
        runs.writestr(name, part)
PY
venv/bin/python rewrite.py
soffice "-env:UserInstallation=file://$folder/profile" --headless --convert-to txt:Text simple.docx runs.docx > /dev/null 2>&1
cat > read.py <<'PY'
import docx, docx2txt, mammoth, pypandoc, subprocess
from docx2python import docx2python
for name in ("simple", "runs"):
    def show(reader, text):
        print(f"{name}, {reader}:", " ".join(text.replace("\ufeff", "").split()))
    ran = subprocess.run([pypandoc.get_pandoc_path(), "--verbose", "-t", "plain", f"{name}.docx"], capture_output=True, text=True)
    show("pandoc", ran.stdout + ran.stderr)
    show("python-docx", docx.Document(f"{name}.docx").paragraphs[0].text)
    with open(f"{name}.docx", "rb") as file:
        read = mammoth.extract_raw_text(file)
    show("mammoth", " ".join([read.value, *(message.message for message in read.messages)]))
    show("docx2txt", docx2txt.process(f"{name}.docx"))
    show("docx2python", docx2python(f"{name}.docx").text)
    show("LibreOffice", open(f"{name}.txt").read())
PY
venv/bin/python -W ignore read.py > saw
cat saw
whole="Table 3: Visits by year. See page 12."
bare="Table : Visits by year. See page ."
cat > expected <<TXT
simple, pandoc: $bare
simple, python-docx: $bare
simple, mammoth: $bare An unrecognised element was ignored: w:fldSimple
simple, docx2txt: $whole
simple, docx2python: $whole
simple, LibreOffice: $whole
runs, pandoc: $whole
runs, python-docx: $whole
runs, mammoth: $whole
runs, docx2txt: $whole
runs, docx2python: $whole
runs, LibreOffice: $whole
TXT
diff expected saw || { echo "changed: fields are read otherwise"; exit 1; }
echo "as seen: the numbers of simple fields are gone"
