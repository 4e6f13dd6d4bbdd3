#!/usr/bin/env bash
# pdftohtml puts a note's link around words that are no part of it, in HTML and XML: of a PDF by Typst, "2022¹, for ages 16–17 and “well-known” children’s plans", it makes 2022<a href="report.html#1">1, for ages 16–17 and “w</a>ell-known,
# and of "Plans are late²" it makes Plans ar<a ...>e late2</a>. With -stdout it prints "link to page 1" for each link among the XML, which is none then. The words of a table's
# cells in one row are one piece, and a cell over two rows comes behind the cells beside it.
#
# Why it matters: its XML is what other tools take lines, fonts and links of a PDF from. A link tells where a note or a source is, and a page read by its links has half
# sentences as their names.
#
# Seen 2026-12-01 with typst 0.15.2 (PyPI, Python 3.11) and Debian 12's poppler-utils 22.12.0-2+deb12u3.
set -euo pipefail

version=$(dpkg-query -W -f '${Version}' poppler-utils 2> /dev/null) || { echo "needs the Debian package poppler-utils"; exit 2; }
echo "poppler-utils $version"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check typst==0.15.2
cat > report.typ <<'TYP'
#set text(font: "Libertinus Serif")
Help is poor in 2022#footnote[Those of March.], for ages 16–17 and “well-known” children’s plans, and visits are late.

Plans are late#footnote[Those of May.] in most of the homes.

#table(columns: 3, [Area], [Year], [Grade], table.cell(rowspan: 2)[Help], [2021], [Poor], [2022], [Good])
TYP
venv/bin/python -c 'import typst; typst.compile("report.typ", output="report.pdf")'
pdftohtml -xml -i report.pdf report > log
pdftohtml -noframes -i report.pdf report > log
pdftohtml -xml -i -stdout report.pdf > out 2> log
sed -n 's/^<text[^>]*>\(.*\)<\/text>/XML: \1/p' report.xml > saw
grep -oE '<a href[^>]*>[^<]*</a>' report.html | sed 's/^/HTML: /' >> saw
echo "stdout: $(grep -o 'link to page 1' out | paste -sd ';')" >> saw
cat saw
cat > expected <<'TXT'
XML: Help is poor in 2022<a href="report.html#1">1, for ages 16–17 and “w</a>ell-known” children’s plans, and visits are late.
XML: Plans ar<a href="report.html#1">e late2</a> in most of the homes.
XML: Area Year Grade
XML: 2021 Poor
XML: Help
XML: 2022 Good
XML: <a href="report.html#1">1</a>Those of March.
XML: <a href="report.html#1">2</a>Those of May.
HTML: <a href="report.html#1">1, for ages 16–17 and “w</a>
HTML: <a href="report.html#1">e late2</a>
HTML: <a href="report.html#1">1</a>
HTML: <a href="report.html#1">2</a>
stdout: link to page 1;link to page 1;link to page 1;link to page 1
TXT
diff expected saw || { echo "changed: links or cells are written otherwise"; exit 1; }
echo "as seen: a note's link goes on over other words"
