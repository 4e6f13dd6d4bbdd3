#!/usr/bin/env bash
# pandoc reads .xlsx files and leaves out how a cell shows its number: 14 March 2022 is 44634.0, paragraph 7 is 7.0, a case number shown as 0007 is
# 7.0 too, TRUE is 1.0, 48% is 0.475. A whole number always gets a point and a nought. It says nothing of it, also with --verbose, and all its
# output formats have it so. openpyxl reads the same cells as a date, 7 and True.
#
# Why it matters: a register turned into text with pandoc has no date that can be found and no paragraph by its number, "7.0" looks like a
# place within chapter 7, and which of the numbers are dates can no longer be told.
#
# Seen 2026-11-30 with pandoc 3.9 (pypandoc_binary 1.17), XlsxWriter 3.3.1 and openpyxl 3.1.5 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pypandoc_binary==1.17 XlsxWriter==3.3.1 openpyxl==3.1.5

cat > read.py <<'PY'
import re, openpyxl, pypandoc, xlsxwriter
book = xlsxwriter.Workbook("register.xlsx")
sheet = book.add_worksheet()
cells = [("Shown as", None), (44634, "d mmmm yyyy"), (44634.5625, "dd/mm/yyyy hh:mm"), (7, "0"), (7, "0000"), (0.475, "0%"), (26.5 / 24, "[h]:mm"), (True, None), (12, '0" plans"')]
for row, (value, form) in enumerate(cells):
    sheet.write(row, 0, form or "")
    sheet.write(row, 1, value, book.add_format({"num_format": form or "General"}))
book.close()
read = [row[1].value for row in openpyxl.load_workbook("register.xlsx").active.iter_rows()]
shown = pypandoc.convert_file("register.xlsx", "html", extra_args=["--verbose"])
column = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", shown, re.S)[1::2]
for (value, form), one, other in zip(cells, read, column):
    print(f"{form}: openpyxl {one}, pandoc {re.sub('<.*?>', '', other).strip()}")
PY
venv/bin/python read.py > saw 2> log || { tail -n 5 log; exit 1; }
[ ! -s log ] || { cat log; echo "changed: pandoc says something"; exit 1; }
cat saw
cat > expected <<'TXT'
None: openpyxl Shown as, pandoc Shown as
d mmmm yyyy: openpyxl 2022-03-14 00:00:00, pandoc 44634.0
dd/mm/yyyy hh:mm: openpyxl 2022-03-14 13:30:00, pandoc 44634.5625
0: openpyxl 7, pandoc 7.0
0000: openpyxl 7, pandoc 7.0
0%: openpyxl 0.475, pandoc 0.475
[h]:mm: openpyxl 1 day, 2:30:00, pandoc 1.104166666666667
None: openpyxl True, pandoc 1.0
0" plans": openpyxl 12, pandoc 12.0
TXT
diff expected saw || { echo "changed: cells are read otherwise"; exit 1; }
echo "as seen: a date is 44634.0"
