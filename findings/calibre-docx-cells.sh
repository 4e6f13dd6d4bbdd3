#!/usr/bin/env bash
# calibre's .docx files stretch a table cell that spans two rows over every row below it: where a page has Help before its rows 2021 and 2022 and then the areas Care
# and Homes, Help spans all four rows, Care stands one column further right under Year, and its grade is in a fourth column. A cell over two columns is not
# joined but followed by an empty one. It says nothing of it.
#
# Why it matters: tables of grades put an area before the rows of its years. pandoc reads Care as a year of Help and its grade not at all.
#
# Seen 2026-11-30 with Debian 12's calibre-bin 6.13.0+repack-2+deb12u10, read by python-docx 1.2.0 and pandoc 3.9 (PyPI: pypandoc_binary 1.17, Python
# 3.11).
set -euo pipefail

version=$(dpkg-query -W -f '${Version}' calibre-bin 2> /dev/null) || { echo "needs the Debian package calibre-bin"; exit 2; }
echo "calibre: $version"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check python-docx==1.2.0 pypandoc_binary==1.17
cat > report.html <<'HTML'
<html><head><title>Northmere</title></head><body>
<table><tr><th>Area</th><th>Year</th><th>Grade</th></tr><tr><td rowspan="2">Help</td><td>2021</td><td>Poor</td></tr><tr><td>2022</td><td>Good</td></tr>
<tr><td>Care</td><td>2022</td><td>Fair</td></tr><tr><td colspan="2">Homes</td><td>Good</td></tr></table>
</body></html>
HTML
cat > read.py <<'PY'
import re
import docx, pypandoc
from docx.oxml.ns import qn
for row in docx.Document("report.docx").tables[0]._tbl.tr_lst:
    cells = []
    for cell in row.tc_lst:
        merge = cell.find(".//" + qn("w:vMerge"))
        words = "".join(text.text for text in cell.iter(qn("w:t")))
        cells.append((words or "-") + ("" if merge is None else " (spans)" if merge.get(qn("w:val")) == "restart" else " (spanned)"))
    print("docx:", " | ".join(cells))
for row in re.findall("<tr>(.*?)</tr>", pypandoc.convert_file("report.docx", "html"), re.DOTALL):
    print("pandoc:", " | ".join(re.findall("<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)))
PY
export CALIBRE_CONFIG_DIRECTORY="$folder/config"
ebook-convert report.html report.docx > log 2>&1 || { tail -n 5 log; exit 1; }
venv/bin/python read.py > saw
cat saw
cat > expected <<'TXT'
docx: Area | Year | Grade
docx: Help (spans) | 2021 | Poor
docx: - (spanned) | 2022 | Good
docx: - (spanned) | Care | 2022 | Fair
docx: - (spanned) | Homes | - | Good
pandoc: Area | Year | Grade
pandoc: Help | 2021 | Poor
pandoc: 2022 | Good
pandoc: Care | 2022
pandoc: Homes | 
TXT
diff expected saw || { echo "changed: cells stand elsewhere"; exit 1; }
echo "as seen: the cell spans every row below"
