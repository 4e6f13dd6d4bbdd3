#!/usr/bin/env bash
# pdftotext joins words that are broken over two lines, but not those of a PDF by WeasyPrint: it writes the sign U+2010 (HYPHEN) where it breaks a word, and pdftotext
# takes only the hyphen of the keyboard for one. "arrange‐" and "ments" stay apart, and a search for safeguarding arrangements finds nothing. With
# hyphenate-character: "-" in the page's style the same word is whole. MuPDF, asked to join, does so in both.
#
# Why it matters: the two signs look the same on the page, and the style says only that words may be broken (hyphens: auto). What joins the words of
# pypdf's text, which does not join any, has to know both.
#
# Seen 2026-11-30 with weasyprint 70.0, pypdf 7.1.1 and PyMuPDF 2.0 (PyPI, Python 3.11), Debian 12's poppler-utils 22.12.0 and
# fonts-dejavu-core 2.37.
set -euo pipefail

for package in poppler-utils fonts-dejavu-core; do
    version=$(dpkg-query -W -f '${Version}' $package 2> /dev/null) || { echo "needs the Debian package $package"; exit 2; }
    echo "$package $version"
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check weasyprint==70.0 pypdf==7.1.1 PyMuPDF==2.0
cat > read.py <<'PY'
import subprocess
import pymupdf, weasyprint
from pypdf import PdfReader

def show(name, text):
    print(f"{name}: {' / '.join(' '.join(line.split()) for line in text.splitlines() if line.strip())}".replace("‐", "<U+2010>"))

words = "The leaders’ understanding of all the safeguarding arrangements throughout the homes is good, and their practice is child-centred."
for name, style in (("as it comes", ""), ('hyphenate-character: "-"', 'hyphenate-character: "-";')):
    weasyprint.HTML(string=f'<html lang="en-GB"><style>@page {{ size: 80mm 80mm; margin: 10mm }} p {{ hyphens: auto; font: 10pt "DejaVu Sans"; {style} }}</style><p>{words}</p>').write_pdf("report.pdf")
    show(f"{name}, pypdf", PdfReader("report.pdf").pages[0].extract_text())
    show(f"{name}, pdftotext", subprocess.run(["pdftotext", "report.pdf", "-"], capture_output=True, text=True).stdout)
    show(f"{name}, MuPDF joining", pymupdf.open("report.pdf")[0].get_text("text", flags=pymupdf.TEXT_DEHYPHENATE))
PY
venv/bin/python -W ignore read.py > saw 2> log || { tail -n 5 log; exit 1; }
cat saw
cat > expected <<'TXT'
as it comes, pypdf: The leaders’ understanding of / all the safeguarding arrange<U+2010> / ments throughout the homes is / good, and their practice is / child-centred.
as it comes, pdftotext: The leaders’ understanding of / all the safeguarding arrange<U+2010> / ments throughout the homes is / good, and their practice is / child-centred.
as it comes, MuPDF joining: The leaders’ understanding of / all the safeguarding arrangements throughout the homes is / good, and their practice is / child-centred.
hyphenate-character: "-", pypdf: The leaders’ understanding of / all the safeguarding arrange- / ments throughout the homes is / good, and their practice is / child-centred.
hyphenate-character: "-", pdftotext: The leaders’ understanding of / all the safeguarding arrangements throughout the homes is / good, and their practice is / child-centred.
hyphenate-character: "-", MuPDF joining: The leaders’ understanding of / all the safeguarding arrangements throughout the homes is / good, and their practice is / child-centred.
TXT
diff expected saw || { echo "changed: broken words are read otherwise"; exit 1; }
echo "as seen: one hyphen is joined over, the other is not"
