#!/usr/bin/env bash
# A PDF by wkhtmltopdf says of its spaces that they are tabs: the character map that it writes beside its fonts gives U+0009 for the glyph of the space. pypdf reads
# "Plans\tare\tlate" and pdfminer.six too, in justified text a tab and a space. pdftotext, MuPDF and PDFium make spaces of them. A no-break space
# is a tab as well.
#
# Why it matters: it was for years how web pages were made into reports, and many systems still print with it. The text looks right wherever it is shown;
# a search for a phrase, or words cut at spaces, find nothing in these files alone.
#
# Seen 2026-11-30 with Debian 12's wkhtmltopdf 0.12.6-2+b1, poppler-utils 22.12.0 and fonts-liberation; pypdf 7.1.1, pdfminer.six 20260107, PyMuPDF 2.0 and pypdfium2 5.15.2 (PyPI, Python 3.11).
set -euo pipefail

for package in wkhtmltopdf poppler-utils fonts-liberation; do
    version=$(dpkg-query -W -f '${Version}' $package 2> /dev/null) || { echo "needs the Debian package $package"; exit 2; }
    echo "$package $version"
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pypdf==7.1.1 pdfminer.six==20260107 pymupdf==2.0 pypdfium2==5.15.2

cat > report.html <<'HTML'
<meta charset="utf-8">
<body style="font-family: 'Liberation Serif'; width: 9cm">
<p>7. Plans are late.</p>
<p>Page&nbsp;12 of it.</p>
<p style="text-align: justify">Staff find it difficult to say why in most of the homes that were visited nothing came of it.</p>
HTML
QT_QPA_PLATFORM=offscreen wkhtmltopdf -q report.html report.pdf 2> log || { cat log; exit 1; }
cat > read.py <<'PY'
import logging, subprocess
import pymupdf, pypdf, pypdfium2
from pdfminer.high_level import extract_text
logging.disable()
texts = {"pypdf": pypdf.PdfReader("report.pdf").pages[0].extract_text(), "pdfminer.six": extract_text("report.pdf"),
         "pdftotext": subprocess.run(["pdftotext", "report.pdf", "-"], capture_output=True, text=True).stdout,
         "MuPDF": pymupdf.open("report.pdf")[0].get_text(), "PDFium": pypdfium2.PdfDocument("report.pdf")[0].get_textpage().get_text_range()}
for name, text in texts.items():
    lines = [line for line in text.splitlines() if line.strip()]
    print(f"{name}: {lines[0]!r}, {lines[1]!r}, {lines[2][:20]!r}; finds 'Plans are late': {'Plans are late' in text}")
PY
venv/bin/python read.py > saw
cat saw
cat > expected <<'TXT'
pypdf: '7.\tPlans\tare\tlate.', 'Page\t12\tof\tit.', 'Staff\t find\t it\t dif'; finds 'Plans are late': False
pdfminer.six: '7.\tPlans\tare\tlate.', 'Page\t12\tof\tit.', 'Staff\t find\t it\t dif'; finds 'Plans are late': False
pdftotext: '7. Plans are late.', 'Page 12 of it.', 'Staff find it diffic'; finds 'Plans are late': True
MuPDF: '7. Plans are late.', 'Page 12 of it.', 'Staff find it diffic'; finds 'Plans are late': True
PDFium: '7. Plans are late.', 'Page 12 of it.', 'Staff find it diffic'; finds 'Plans are late': True
TXT
diff expected saw || { echo "changed: spaces are read otherwise"; exit 1; }
echo "as seen: the spaces of the page are tabs in its text"
