#!/usr/bin/env bash
# The fraction 7/12, written as an equation of Word, is 712 for docx2txt ("712 of the plans are late"), 712 between tags for docx2python, and nothing at all for python-docx, mammoth, AbiWord and
# LibreOffice's text: "of the plans are late". pandoc writes it in TeX, \frac{7}{12}. A square set as an equation is x2 or nothing likewise. None of
# those that leave it out says so.
#
# Why it matters: Word makes such a fraction of 7/12 when asked to, and equations are the only way to have one over the other. How many of how many is what is
# searched and counted, and one reader says seven hundred and twelve.
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
def part(name, words):
    return f"<m:{name}><m:r><m:t>{words}</m:t></m:r></m:{name}>"
math = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
letter = docx.Document()
for inner, behind in ((f'<m:f>{part("num", 7)}{part("den", 12)}</m:f>', " of the plans are late."), (f'<m:sSup>{part("e", "x")}{part("sup", 2)}</m:sSup>', " is tested.")):
    paragraph = letter.add_paragraph("")
    paragraph._p.append(parse_xml(f"<m:oMath {math}>{inner}</m:oMath>"))
    paragraph.add_run(behind)
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
pandoc: $\frac{7}{12}$ of the plans are late. / x² is tested.
python-docx: of the plans are late. / is tested.
mammoth: of the plans are late. / is tested.
docx2python: <latex>712</latex> of the plans are late. / <latex>x2</latex> is tested.
docx2txt: 712 of the plans are late.x2 is tested.
AbiWord: of the plans are late. / is tested.
LibreOffice: of the plans are late. / is tested.
TXT
diff expected saw || { echo "changed: equations are read otherwise"; exit 1; }
echo "as seen: seven twelfths are 712 or nothing"
