#!/usr/bin/env bash
# pdf2docx makes one paragraph of a heading and the finding below it, and glues each number and bullet to its words: "What needs to improve 7.Plans are late in most
# homes." It is so with a PDF by Typst, in which headings and items are told apart by tags; of one by LibreOffice heading and whole list are one
# paragraph. A hyphen that broke a word at a line's end stays as an unseen one in the middle of the line, so that "safeguarding" is not found.
#
# Why it matters: the Word file looks like the page. By its paragraphs there is no finding 7 and no heading, "7.Plans" is a word, and a word that
# happened to stand at a line's end has a sign in it that nobody sees.
#
# Seen 2026-11-30 with pdf2docx 0.5.13, PyMuPDF 2.0, typst 0.15.2 and python-docx 1.2.0 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pdf2docx==0.5.13 PyMuPDF==2.0 typst==0.15.2 python-docx==1.2.0
cat > report.typ <<'TYP'
#set page(width: 80mm, height: 90mm, margin: 10mm)
#set text(size: 10pt, hyphenate: true, lang: "en", region: "GB")
= What needs to improve
#set enum(start: 7)
+ Plans are late in most homes.
+ Visits are few, and so are the safeguarding arrangements of leaders.
- First office

Staff agree.
TYP
cat > read.py <<'PY'
import logging
import docx, typst
from pdf2docx import Converter
logging.disable(logging.CRITICAL)
typst.compile("report.typ", output="report.pdf")
converter = Converter("report.pdf")
converter.convert("report.docx")
converter.close()
for paragraph in docx.Document("report.docx").paragraphs:
    if paragraph.text.strip():
        print("paragraph:", paragraph.text.strip().replace(" \n", "\n").replace("\n", " / ").replace("\t", "<tab>").replace("\xad", "<U+00AD>"))
PY
venv/bin/python -W ignore read.py > saw 2> log || { tail -n 5 log; exit 1; }
cat saw
cat > expected <<'TXT'
paragraph: What needs to improve 7.Plans are late in most homes.
paragraph: 8.Visits are few, and so are the safe<U+00AD>guarding arrangements of leaders.
paragraph: •First office
paragraph: Staff agree.
TXT
diff expected saw || { echo "changed: paragraphs are made otherwise"; exit 1; }
echo "as seen: a heading and a finding are one paragraph"
