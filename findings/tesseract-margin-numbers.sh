#!/usr/bin/env bash
# tesseract leaves out paragraph numbers that stand in the margin, in its default page mode (3), in mode 4 (one column of various
# sizes) and even in mode 11 ("as much text as possible"): of 7, 8, 9 and 10 only the 10 is there, in modes 3 and 4 above the title.
# Mode 6 (one even block), which sounds like the wrong one for such a page, reads all four, each before its paragraph.
#
# Why it matters: many older reports are scans whose paragraphs are cited by a number in the margin. Their words come out almost free
# of errors, which hides that the numbers are gone.
#
# Seen 2026-11-29 with Debian 12: tesseract-ocr 5.3.0-2, tesseract-ocr-eng 1:4.1.0-2, ghostscript 10.0.0~dfsg-11+deb12u9;
# typst 0.15.2 (PyPI, Python 3.11; its own font Libertinus Serif).
set -euo pipefail

for package in tesseract-ocr tesseract-ocr-eng ghostscript; do
    version=$(dpkg-query -W -f '${Version}' "$package" 2>/dev/null) || { echo "needs the Debian package $package"; exit 2; }
    echo "$package $version"
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check typst==0.15.2

cat > report.typ <<'TYP'
#set page(paper: "a4", margin: (left: 4cm, right: 2.5cm, top: 2cm))
#set text(size: 11pt, font: "Libertinus Serif")
#let numbered(number, body) = { place(dx: -1.8cm, [#number]); body; parbreak() }
= Inspection of Northmere
#numbered(7)[Leaders know the service well. Plans are reviewed each month and children are asked what they think of them before a decision is made, which was not so at the last inspection of the service.]
#numbered(8)[Records are thin. In three of the eight cases that inspectors read there was no record of the visit, and managers had not noticed. The quality of supervision is not consistent across the teams.]
#numbered(9)[Visits are regular and are written up within a day. Staff say that their caseloads are manageable and that they are supported by their managers in the work that they do with families.]
#numbered(10)[Partners share information promptly when a child is at risk of harm, and strategy meetings are held in time.]
TYP
venv/bin/python -c 'import typst; typst.compile("report.typ", output="report.pdf")'
gs -q -dNOPAUSE -dBATCH -sDEVICE=pnggray -r200 -sOutputFile=report.png report.pdf
for mode in 3 4 11 6; do
    tesseract report.png page --psm $mode 2> /dev/null
    echo "mode $mode: words $(grep -o '[A-Za-z]\+' page.txt | wc -l), numbers $(grep -o '\b[0-9]\+\b' page.txt | paste -sd ' ')"
done > saw
cat saw
cat > expected <<'TXT'
mode 3: words 124, numbers 10
mode 4: words 124, numbers 10
mode 11: words 124, numbers 10
mode 6: words 124, numbers 7 8 9 10
TXT
diff expected saw || { echo "changed: tesseract reads other numbers"; exit 1; }
echo "as seen: the numbers in the margin are left out"
