#!/usr/bin/env bash
# In a PDF by Typst all hyphens are what the first one is. If it is one that Typst put in at a line's end (U+00AD, unseen elsewhere), pypdf, pdfminer.six and Ruby's
# pdf-reader read each hyphen of the document so: "16-17" and "child-centred" have no hyphen to find. If the first is of a compound, they read "six-" over
# "teen" with a hyphen, as if it belonged there. Typst gives the sign's later meanings as ActualText, which MuPDF and pdftotext heed.
#
# Why it matters: whoever takes unseen hyphens away, as one has to, reads ages 1617 and childcentred, in some reports and not in others. What decides
# is where the first line of a report happens to break.
#
# Seen 2026-11-30 with typst 0.15.2, pypdf 7.1.1, pdfminer.six 20260107 and PyMuPDF 2.0 (PyPI, Python 3.11); Debian 12's ruby-pdf-reader 2.4.1-1 and
# poppler-utils 22.12.0.
set -euo pipefail

for package in ruby-pdf-reader poppler-utils; do
    version=$(dpkg-query -W -f '${Version}' $package 2> /dev/null) || { echo "needs the Debian package $package"; exit 2; }
    echo "$package $version"
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check typst==0.15.2 pypdf==7.1.1 pdfminer.six==20260107 PyMuPDF==2.0
cat > read.py <<'PY'
import subprocess
import pymupdf, typst
from pdfminer.high_level import extract_text
from pypdf import PdfReader
ruby = 'require "pdf-reader"; puts PDF::Reader.new(ARGV[0]).pages[0].text'
output = lambda *command: subprocess.run(command, capture_output=True, text=True).stdout
readers = {
    "pypdf": lambda file: PdfReader(file).pages[0].extract_text(),
    "pdfminer.six": extract_text,
    "pdf-reader": lambda file: output("ruby", "-W0", "-e", ruby, file),
    "MuPDF": lambda file: pymupdf.open(file)[0].get_text(),
    "pdftotext": lambda file: output("pdftotext", file, "-"),
}
broken, whole = "Plans for children aged sixteen are late.", "Ages 16-17: child-led."
for name, text in (("a line's end first", f"{broken}\n\n{whole}"), ("a compound first", f"{whole}\n\n{broken}")):
    typst.compile(f"#set page(width: 60mm, height: 80mm, margin: 10mm)\n#set text(size: 10pt, hyphenate: true)\n{text}".encode(), output="report.pdf")
    for reader, read in readers.items():
        lines = [line.strip().replace("\xad", "<U+00AD>") for line in read("report.pdf").splitlines() if line.strip()]
        print(f"{name}, {reader}: {' / '.join(lines)}")
PY
LC_ALL=C.UTF-8 venv/bin/python -W ignore read.py > saw
cat saw
cat > expected <<'TXT'
a line's end first, pypdf: Plans for children aged six<U+00AD> / teen are late. / Ages 16<U+00AD>17: child<U+00AD>led.
a line's end first, pdfminer.six: Plans for children aged six<U+00AD> / teen are late. / Ages 16<U+00AD>17: child<U+00AD>led.
a line's end first, pdf-reader: Plans for children aged six<U+00AD> / teen are late. / Ages 16<U+00AD>17: child<U+00AD>led.
a line's end first, MuPDF: Plans for children aged six<U+00AD> / teen are late. / Ages 16-17: child-led.
a line's end first, pdftotext: Plans for children aged six<U+00AD> / teen are late. / Ages 16-17: child-led.
a compound first, pypdf: Ages 16-17: child-led. / Plans for children aged six- / teen are late.
a compound first, pdfminer.six: Ages 16-17: child-led. / Plans for children aged six- / teen are late.
a compound first, pdf-reader: Ages 16-17: child-led. / Plans for children aged six- / teen are late.
a compound first, MuPDF: Ages 16-17: child-led. / Plans for children aged six<U+00AD> / teen are late.
a compound first, pdftotext: Ages 16-17: child-led. / Plans for children aged six<U+00AD> / teen are late.
TXT
diff expected saw || { echo "changed: hyphens are read otherwise"; exit 1; }
echo "as seen: the first hyphen decides for all"
