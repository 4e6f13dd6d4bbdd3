#!/usr/bin/env bash
# Six readers of .docx show what a field asked for beside what it answered, where one field stands within another: of a letter whose field is { IF { MERGEFIELD grade } = "poor" "Act now." "Go on." }
# the page has "Go on.", and pandoc, python-docx, mammoth, docx2python, docx2txt and AbiWord have "goodGo on." They leave out the code of a field, but the answer of the
# inner one, which is a part of that code, they take for text. LibreOffice does not. The same field without one inside is read rightly by all.
#
# Why it matters: letters to many homes are made so. The sentence has a grade in it, glued to the next word, that its reader never saw, and a search for the grade finds
# all of them.
#
# Seen 2026-11-30 with pandoc 3.9 (pypandoc_binary 1.17), python-docx 1.2.0, mammoth 1.13.0 and docx2python 3.7.1 (PyPI, Python 3.11), and Debian 12's docx2txt 1.4-5,
# abiword 3.0.5~dfsg-3.2 and libreoffice-writer-nogui 4:7.4.7-1+deb12u14.
set -euo pipefail

command -v soffice > /dev/null || { echo "needs the Debian package libreoffice-writer-nogui"; exit 2; }
for package in docx2txt abiword; do
    version=$(dpkg-query -W -f '${Version}' $package 2> /dev/null) || { echo "needs the Debian package $package"; exit 2; }
    echo "$package $version"
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pypandoc_binary==1.17 python-docx==1.2.0 mammoth==1.13.0 docx2python==3.7.1

cat > write.py <<'PY'
import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
def run(inner):
    return f"<w:r {nsdecls('w')}>{inner}</w:r>"
def mark(kind):
    return run(f'<w:fldChar w:fldCharType="{kind}"/>')
def code(words):
    return run(f'<w:instrText xml:space="preserve">{words}</w:instrText>')
def shown(words):
    return run(f'<w:t xml:space="preserve">{words}</w:t>')
inner = [mark("begin"), code(" MERGEFIELD grade "), mark("separate"), shown("good"), mark("end")]
letter = docx.Document()
for asked in (inner, [code("good")]):
    paragraph = letter.add_paragraph("To Northmere. ")
    for piece in [mark("begin"), code(" IF "), *asked, code(' = "poor" "Act now." "Go on." '), mark("separate"), shown("Go on."), mark("end")]:
        paragraph._p.append(parse_xml(piece))
letter.save("letter.docx")
PY
venv/bin/python write.py
export HOME=$folder
soffice -env:UserInstallation="file://$folder/profile" --headless --convert-to "txt:Text (encoded):UTF8" letter.docx > log 2>&1 || { tail -n 5 log; exit 1; }
mv letter.txt LibreOffice.txt
docx2txt letter.docx docx2txt.txt
abiword --to=txt letter.docx -o AbiWord.txt 2> log || { tail -n 5 log; exit 1; }
cat > read.py <<'PY'
import docx, mammoth, pypandoc
from docx2python import docx2python
with open("letter.docx", "rb") as file:
    raw = mammoth.extract_raw_text(file).value
texts = {"pandoc": pypandoc.convert_file("letter.docx", "plain", extra_args=["--wrap=none"]), "python-docx": "\n".join(paragraph.text for paragraph in docx.Document("letter.docx").paragraphs),
         "mammoth": raw, "docx2python": docx2python("letter.docx").text}
texts |= {name: open(f"{name}.txt", encoding="utf-8-sig").read() for name in ("docx2txt", "AbiWord", "LibreOffice")}
for name, text in texts.items():
    print(f"{name}:", " / ".join(" ".join(line.split()) for line in text.split("\n") if line.strip()))
PY
venv/bin/python read.py > saw 2> log || { tail -n 5 log; exit 1; }
cat saw
cat > expected <<'TXT'
pandoc: To Northmere. goodGo on. / To Northmere. Go on.
python-docx: To Northmere. goodGo on. / To Northmere. Go on.
mammoth: To Northmere. goodGo on. / To Northmere. Go on.
docx2python: To Northmere. goodGo on. / To Northmere. Go on.
docx2txt: To Northmere. goodGo on.To Northmere. Go on.
AbiWord: To Northmere. goodGo on. / To Northmere. Go on.
LibreOffice: To Northmere. Go on. / To Northmere. Go on.
TXT
diff expected saw || { echo "changed: fields are read otherwise"; exit 1; }
echo "as seen: a grade is shown that the page does not have"
