#!/usr/bin/env bash
# svglib and TCPDF print the title of an SVG text, which browsers show when the pointer rests on it, into the picture: <text><title>12 of 25 reports</title>48%</text>
# is "12 of 25 reports48%", over what stands beside it. TCPDF also leaves out the words before a <tspan>: of "Plans are <tspan>not</tspan> late" it prints
# "not late", svglib "Plans are notlate". Of two languages in a <switch> TCPDF prints both, one upon the other, as WeasyPrint does. CairoSVG does none of it.
#
# Why it matters: charts have the exact number or the full name as such a title. In a PDF made of the page the label is longer than its place and a number
# stands there that is not the label's; a search finds text that no reader of the page has seen.
#
# Seen 2026-11-30 with svglib 2.3.2, reportlab 5.1.0, CairoSVG 2.9.1 and WeasyPrint 70.0 (PyPI, Python 3.11), and Debian 12's php-tcpdf 6.6.2+dfsg1-1+deb12u1, php-cli 8.2 and poppler-utils 22.12.0.
set -euo pipefail

for package in php-tcpdf php-cli poppler-utils; do
    version=$(dpkg-query -W -f '${Version}' $package 2> /dev/null) || { echo "needs the Debian package $package"; exit 2; }
    echo "$package $version"
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check svglib==2.3.2 reportlab==5.1.0 CairoSVG==2.9.1 weasyprint==70.0

cat > chart.svg <<'SVG'
<svg xmlns="http://www.w3.org/2000/svg" width="400" height="160" viewBox="0 0 400 160" font-family="sans-serif" font-size="14">
  <text x="20" y="30"><title>12 of 25 reports</title>48%</text>
  <text x="20" y="60">Plans are <tspan font-weight="bold">not</tspan> late</text>
  <switch><text x="20" y="90" systemLanguage="cy">Adroddiad</text><text x="20" y="90">Report</text></switch>
</svg>
SVG
echo '<img src="chart.svg">' > chart.html
cat > print.py <<'PY'
import cairosvg, weasyprint
from reportlab.graphics import renderPDF
from svglib.svglib import svg2rlg
cairosvg.svg2pdf(url="chart.svg", write_to="CairoSVG.pdf")
renderPDF.drawToFile(svg2rlg("chart.svg"), "svglib.pdf")
weasyprint.HTML("chart.html").write_pdf("WeasyPrint.pdf")
PY
venv/bin/python -W ignore print.py
cat > print.php <<'PHP'
<?php
require 'tcpdf.php';
$page = new TCPDF();
$page->setPrintHeader(false);
$page->setPrintFooter(false);
$page->AddPage();
$page->ImageSVG('chart.svg', 10, 10, 100);
$page->Output(__DIR__ . '/TCPDF.pdf', 'F');
PHP
php -d include_path=/usr/share/php/tcpdf print.php
for name in CairoSVG svglib WeasyPrint TCPDF; do
    echo "$name: $(pdftotext -raw $name.pdf - | tr -d '\f' | grep -v 'Powered by' | grep . | paste -sd '/')"
done > saw
cat saw
cat > expected <<'TXT'
CairoSVG: 48%/Plans are not late/Report
svglib: 12 of 25 reports48%/Plans are notlate/Report
WeasyPrint: 48%/Plans are not late/Adroddiad/Report
TCPDF: 12 of 25 reports48%/not late/Adroddiad/Report
TXT
diff expected saw || { echo "changed: other words are printed"; exit 1; }
echo "as seen: titles are part of the picture"
