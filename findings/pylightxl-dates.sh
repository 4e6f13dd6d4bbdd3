#!/usr/bin/env bash
# pylightxl makes a date or a time of each number whose format has a d, m, h, s or y anywhere, in a colour or in quoted words: 5 in red ([Red]0) is '1900/01/04' while 5 in blue is 5, 3 shown as
# "3 days" is 2 January 1900, the grade 2 shown as "Good" the first, and of 12 shown as "12 homes" or "12 plans" 00:00:00 is left. The duration 26:30 hours ([h]:mm) is 02:30:00, and
# March 2022 is 2022/03/01. All of these come as text.
#
# Why it matters: it reads .xlsx files without any other package, and is chosen where none can be added. Grades and numbers in colours are the plainest things of a register, and
# the wait that is the longest is the one that comes out short.
#
# Seen 2026-12-01 with pylightxl 1.61 and XlsxWriter 3.3.1 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pylightxl==1.61 XlsxWriter==3.3.1
cat > read.py <<'PY'
import pylightxl
import xlsxwriter
book = xlsxwriter.Workbook("register.xlsx")
sheet = book.add_worksheet("Register")
cells = [("in red", 5, "[Red]0"), ("in blue", 5, "[Blue]0"), ("good", 2, '[=1]"Outstanding";[=2]"Good";"Poor"'), ("3 days", 3, '0" days"'), ("12 homes", 12, '0" homes"'), ("12 plans", 12, '0" plans"'),
         ("26:30 hours", 26.5 / 24, "[h]:mm"), ("9:30 hours", 9.5 / 24, "[h]:mm"), ("a day", 44634, "dd/mm/yyyy"), ("a month", 44621, "mmmm yyyy"), ("48%", 0.48, "0%")]
for row, (name, value, shown) in enumerate(cells):
    sheet.write(row, 0, name)
    sheet.write(row, 1, value, book.add_format({"num_format": shown}))
book.close()
for row in pylightxl.readxl("register.xlsx").ws("Register").rows:
    print(f"{row[0]}: {row[1]!r}")
PY
venv/bin/python read.py > saw
cat saw
cat > expected <<'TXT'
in red: '1900/01/04'
in blue: 5
good: '1900/01/01 00:00:00'
3 days: '1900/01/02 00:00:00'
12 homes: '00:00:00'
12 plans: '00:00:00'
26:30 hours: '02:30:00'
9:30 hours: '09:30:00'
a day: '2022/03/14'
a month: '2022/03/01'
48%: 0.48
TXT
diff expected saw || { echo "changed: cells are read otherwise"; exit 1; }
echo "as seen: a red five is a date"
