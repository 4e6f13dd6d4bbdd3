#!/usr/bin/env bash
# A PDF made with groff and ps2pdf has its spaces on the page and for pdftotext, yet pypdf and pdfplumber glue words: "know it well"
# is "knowitwell", "We go to it" is "Wegotoit". For runs of short words Ghostscript writes no space character but pairs of letters
# with a wide character spacing (Tc) inside the pair, so the space is a distance where such a reader does not look for one.
#
# Why it matters: the words are wrong only here and there, mostly around short words, in prose that otherwise reads well. A phrase
# search misses and no check of the encoding shows why.
#
# Seen 2026-11-29 with Debian 12: groff 1.22.4-10, ghostscript 10.0.0~dfsg-11+deb12u9, poppler-utils 22.12.0-2+deb12u3;
# PyPI: pypdf 7.1.1, pdfplumber 0.11.10 (pdfminer.six 20260107), Python 3.11.
set -euo pipefail

for package in groff ghostscript poppler-utils; do
    version=$(dpkg-query -W -f '${Version}' "$package" 2>/dev/null) || { echo "needs the Debian package $package"; exit 2; }
    echo "$package $version"
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pypdf==7.1.1 pdfplumber==0.11.10 pdfminer.six==20260107

cat > report.ms <<'MS'
.PP
Leaders of Northmere know it well. It is as good as we saw in 2019. We go to it.
.PP
Staff in the team say so.
MS
groff -ms -Tps report.ms > report.ps
ps2pdf report.ps report.pdf
cat > read.py <<'PY'
import sys, pdfplumber, pypdf  # (pypdf says on stderr that it would like fontTools: the words are the same with it)
if sys.argv[1] == "pypdf":
    text = pypdf.PdfReader("report.pdf").pages[0].extract_text()
else:
    text = pdfplumber.open("report.pdf").pages[0].extract_text()
print(" ".join(text.split()))
PY
poppler=$(pdftotext report.pdf - | tr -s ' \n\f' ' ' | sed 's/ $//')
pypdf=$(venv/bin/python read.py pypdf 2>/dev/null)
plumber=$(venv/bin/python read.py pdfplumber)
echo "pdftotext:  $poppler"
echo "pypdf:      $pypdf"
echo "pdfplumber: $plumber"

glued="Leaders of Northmere knowitwell. It is as good as we sawin2019. Wegotoit. Staffinthe team say so."
[ "$poppler" = "Leaders of Northmere know it well. It is as good as we saw in 2019. We go to it. Staff in the team say so." ] ||
    { echo "changed: pdftotext reads otherwise"; exit 1; }
[ "$pypdf" = "$glued" ] || { echo "changed: pypdf reads otherwise"; exit 1; }
[ "$plumber" = "$glued" ] || { echo "changed: pdfplumber reads otherwise"; exit 1; }
echo "as seen: short words are glued"
