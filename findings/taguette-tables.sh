#!/usr/bin/env bash
# Taguette puts grades under other headings when it takes in a report: it removes rowspan and colspan from tables, so that in a row below a
# cell that spans two rows all cells stand one column further left. Of Help, spanning 2021: Poor and 2022: Good, the second row has 2022 as
# its Area and Good as its Year. The numbers where lists start go too: findings 7, 8 and, after a paragraph, 9 are 1, 2 and 1.
# So it is with .html and with .docx.
#
# Why it matters: passages are coded there and cited by what the coder sees. A finding's number is another finding's, and a row reads as a
# sound one of an area called 2022; the words are all there.
#
# Seen 2026-11-30 with taguette 1.5.2, which installed bleach 5.0.1, python-docx 1.2.0 and pandoc 3.9 (pypandoc_binary 1.17), PyPI,
# Python 3.11, and Debian 12's calibre 6.13.0+repack-2+deb12u10, with which it reads .docx.
set -euo pipefail

version=$(dpkg-query -W -f '${Version}' calibre 2> /dev/null) || { echo "needs the Debian package calibre"; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo "calibre: $version"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check taguette==1.5.2 bleach==5.0.1 python-docx==1.2.0 pypandoc_binary==1.17

cat > report.html <<'HTML'
<!DOCTYPE html>
<html lang="en"><head><title>Report</title></head><body>
<ol start="7"><li>Plans are late.</li><li>Visits are few.</li></ol>
<p>Leaders know it.</p>
<ol start="9"><li>Staff agree.</li></ol>
<table><tr><th>Area</th><th>Year</th><th>Grade</th></tr>
<tr><td rowspan="2">Help</td><td>2021</td><td>Poor</td></tr><tr><td>2022</td><td>Good</td></tr></table>
</body></html>
HTML
cat > read.py <<'PY'
import asyncio, bs4, docx, os, pypandoc, taguette.convert
# The lists by pandoc, the table, with two cells made one, by python-docx.
pypandoc.convert_text("7.  Plans are late.\n8.  Visits are few.\n\nLeaders know it.\n\n9.  Staff agree.\n", "docx", "md", outputfile="report.docx")
report = docx.Document("report.docx")
table = report.add_table(3, 3)
for place, text in enumerate(("Area", "Year", "Grade", "Help", "2021", "Poor", "", "2022", "Good")):
    table.cell(place // 3, place % 3).text = text
table.cell(1, 0).merge(table.cell(2, 0))
report.save("report.docx")

limits = {name: 10**8 for name in ("OPF_OUT_SIZE_LIMIT", "HTML_OUT_SIZE_LIMIT", "OUT_HTML_SIZE_LIMIT")}
settings = {"CALIBRE": "ebook-convert", "CONVERT_TO_HTML_TIMEOUT": 200, **limits}
def show(label, html):
    page = bs4.BeautifulSoup(html, "html5lib")
    for items in page.find_all("ol"):
        first = int(items.get("start", 1))
        print(f"{label}:", *(f"{number}. {' '.join(item.text.split())}" for number, item in enumerate(items.find_all("li"), first)))
    for row in page.find_all("tr"):
        cells = row.find_all(["td", "th"])
        print(f"{label}:", " | ".join(" ".join(cell.text.split()) + (f' ({cell["rowspan"]} rows)' if cell.get("rowspan") else "") for cell in cells))
show("page", open("report.html").read())
for name in ("report.html", "report.docx"):
    with open(name, "rb") as file:
        show(name, asyncio.run(taguette.convert.to_html(file.read(), None, name, settings)))
PY
CALIBRE_CONFIG_DIRECTORY=$folder/calibre venv/bin/python -W ignore read.py > saw 2> log || { tail -n 5 log; exit 1; }
cat saw
cat > expected <<'TXT'
page: 7. Plans are late. 8. Visits are few.
page: 9. Staff agree.
page: Area | Year | Grade
page: Help (2 rows) | 2021 | Poor
page: 2022 | Good
report.html: 1. Plans are late. 2. Visits are few.
report.html: 1. Staff agree.
report.html: Area | Year | Grade
report.html: Help | 2021 | Poor
report.html: 2022 | Good
report.docx: 1. Plans are late. 2. Visits are few.
report.docx: 1. Staff agree.
report.docx: Area | Year | Grade
report.docx: Help | 2021 | Poor
report.docx: 2022 | Good
TXT
diff expected saw || { echo "changed: tables or lists are taken in otherwise"; exit 1; }
echo "as seen: rows move to the left and lists begin with 1"
