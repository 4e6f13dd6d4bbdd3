#!/usr/bin/env bash
# docx2txt and docx2python leave out no-break hyphens and put nothing in their place: "16-17" written so is 1617, "sub-group" is
# subgroup. Word keeps such a hyphen as an element of its own (w:noBreakHyphen) beside the text. python-docx, mammoth and
# pandoc read it; the first as a plain hyphen, the others as U+2011, so between five readers there are three spellings.
#
# Why it matters: a no-break hyphen is typed just where a number range or a reference must not be torn apart. The ages 16 to 17
# become the number 1617, and case 3-4 case 34.
#
# Seen 2026-11-29 with docx2txt 0.9, docx2python 3.7.1, python-docx 1.2.0, mammoth 1.13.0 and pandoc 3.9 (pypandoc_binary 1.17), PyPI,
# Python 3.11.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check docx2txt==0.9 docx2python==3.7.1 python-docx==1.2.0 mammoth==1.13.0 \
    pypandoc_binary==1.17

cat > read.py <<'PY'
import docx, docx2python, docx2txt, mammoth, pypandoc
from docx.oxml import OxmlElement
document = docx.Document()
paragraph = document.add_paragraph("Ages 16")
paragraph.add_run()._r.append(OxmlElement("w:noBreakHyphen"))
paragraph.add_run("17 in cases 3")
paragraph.add_run()._r.append(OxmlElement("w:noBreakHyphen"))
paragraph.add_run("4")
document.save("report.docx")
print("docx2txt:", ascii(docx2txt.process("report.docx").strip()))
print("docx2python:", ascii(docx2python.docx2python("report.docx").text.strip()))
print("python-docx:", ascii(docx.Document("report.docx").paragraphs[0].text))
print("mammoth:", ascii(mammoth.extract_raw_text(open("report.docx", "rb")).value.strip()))
print("pandoc:", ascii(pypandoc.convert_file("report.docx", "plain").strip()))
PY
venv/bin/python read.py > saw
cat saw
cat > expected <<'TXT'
docx2txt: 'Ages 1617 in cases 34'
docx2python: 'Ages 1617 in cases 34'
python-docx: 'Ages 16-17 in cases 3-4'
mammoth: 'Ages 16\u201117 in cases 3\u20114'
pandoc: 'Ages 16\u201117 in cases 3\u20114'
TXT
diff expected saw || { echo "changed: no-break hyphens are read otherwise"; exit 1; }
echo "as seen: two readers lose the hyphen"
