#!/usr/bin/env bash
# pdftotext's own way of joining words over line ends does the opposite of what is meant on a PDF by Typst. Typst marks the hyphen
# that it put in itself as U+00AD (ActualText), and writes the hyphen of a compound as a hyphen. pdftotext takes only the second
# kind away: "child-/centred" becomes "childcentred", while "un-/derstanding" stays in two pieces with an unseen U+00AD between.
# (pypdf does not follow the ActualText and shows a plain hyphen for both, so there they cannot be told apart.)
#
# Why it matters: a search for child-centred misses, one for understanding misses too, and a list of words is full of made-up ones.
#
# Seen 2026-11-29 with typst 0.15.2 (PyPI), pypdf 7.1.1, Debian 12's poppler-utils 22.12.0-2+deb12u3 (Python 3.11).
set -euo pipefail

version=$(dpkg-query -W -f '${Version}' poppler-utils 2>/dev/null) || { echo "needs the Debian package poppler-utils"; exit 2; }
echo "poppler-utils $version"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check typst==0.15.2 pypdf==7.1.1

cat > report.typ <<'TYP'
#set page(width: 3cm, height: 6cm, margin: 4mm)
#set text(lang: "en", hyphenate: true)
Northmere offers child-centred help, and leaders have an understanding of every neighbourhood.
TYP
cat > read.py <<'PY'
import typst
from pypdf import PdfReader
typst.compile("report.typ", output="report.pdf")
print(PdfReader("report.pdf").pages[0].extract_text())
PY
shown() { sed 's/\xc2\xad/[U+00AD]/g' | tr -d '\f' | sed 's/ *$//' | paste -sd/ | sed 's/\/*$//'; }
pypdf=$(venv/bin/python read.py | shown)
poppler=$(pdftotext report.pdf - | shown)
echo "pypdf:     $pypdf"
echo "pdftotext: $poppler"

[ "$pypdf" = "Northmere/offers child-/centred help,/and leaders/have an un-/derstanding/of every/neighbour-/hood." ] ||
    { echo "changed: Typst broke the lines elsewhere, or pypdf reads otherwise"; exit 1; }
[ "$poppler" = "Northmere/offers childcentred help,/and leaders/have an un[U+00AD]/derstanding/of every/neighbour[U+00AD]/hood." ] ||
    { echo "changed: pdftotext joins words otherwise"; exit 1; }
echo "as seen: the compound is joined, the broken words are not"
