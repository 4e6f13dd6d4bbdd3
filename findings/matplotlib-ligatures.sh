#!/usr/bin/env bash
# A chart that matplotlib saves as PDF has ligatures and curly apostrophes apart from their words for pdftotext: the title "Office staff’s first visits" is "ffi", "O ce sta" and "ff’s first visits", each on a line
# of its own, and "First office" is "First o ce" and "ffi", while "Children’s plans 2022–23 office" is whole. By default (fonttype 3) matplotlib draws each sign beyond the first 256 as
# a picture of its own, behind the rest, and fi and ffi are such signs. pypdf and pdfplumber put them back by their places. With pdf.fonttype 42 all is one piece.
#
# Why it matters: charts are put into reports as such PDFs, and LaTeX and others take them in as they are. A search finds neither the office nor the staff of the
# chart, or finds them in one title and not in the next.
#
# Seen 2026-11-30 with matplotlib 3.11.2, pypdf 7.1.1 and pdfplumber 0.11.10 (PyPI, Python 3.11) and Debian 12's poppler-utils 22.12.0.
set -euo pipefail

version=$(dpkg-query -W -f '${Version}' poppler-utils 2> /dev/null) || { echo "needs the Debian package poppler-utils"; exit 2; }
echo "poppler-utils $version"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check matplotlib==3.11.2 pypdf==7.1.1 pdfplumber==0.11.10
cat > draw.py <<'PY'
import matplotlib
matplotlib.use("pdf")
import matplotlib.pyplot as plot
for kind in (3, 42):
    matplotlib.rcParams["pdf.fonttype"] = kind
    for number, title in enumerate(("Office staff’s first visits", "First office", "Children’s plans 2022–23 office")):
        figure = plot.figure(figsize=(7, 2))
        figure.text(0.05, 0.6, title)
        figure.savefig(f"{kind}-{number}.pdf")
PY
MPLCONFIGDIR="$folder" venv/bin/python draw.py
cat > read.py <<'PY'
import sys, pdfplumber, pypdf
print("pypdf:", "/".join(pypdf.PdfReader(sys.argv[1]).pages[0].extract_text().split("\n")))
with pdfplumber.open(sys.argv[1]) as pdf:
    print("pdfplumber:", "/".join(pdf.pages[0].extract_text().split("\n")))
PY
for name in 3-0 3-1 3-2 42-0; do
    echo "$name, pdftotext: $(pdftotext "$name.pdf" - | tr -d '\f' | grep . | paste -sd '/')"
    venv/bin/python read.py "$name.pdf"
done > saw
cat saw
cat > expected <<'TXT'
3-0, pdftotext: ffi/ff’s first visits/O ce sta
pypdf: Office staff’s first visits
pdfplumber: Office staff’s first visits
3-1, pdftotext: ffi/First o ce
pypdf: First office
pdfplumber: First office
3-2, pdftotext: Children’s plans 2022–23 office
pypdf: Children’s plans 2022–23 office
pdfplumber: Children’s plans 2022–23 office
42-0, pdftotext: Office staff’s first visits
pypdf: Office staff’s first visits
pdfplumber: Office staff’s first visits
TXT
diff expected saw || { echo "changed: the chart is read otherwise"; exit 1; }
echo "as seen: the office is an o ce (fonttype and number of the title before each)"
