#!/usr/bin/env bash
# LibreOffice turns the days of a sheet round when it is asked on the command line to make CSV of it: what the sheet shows as 04/03/2022 (dd/mm/yyyy) is 03/04/2022 in the file, and March 2022 is
# 03/01/2022. Without a list of options it writes values by its own language (American where none is set) and not "as shown", as its window does by default, where
# Good for a grade 2 is 2 and 7.10 is 7.1 as well. A date whose format names a language ([$-809]) keeps its order. With the options all are as shown.
#
# Why it matters: soffice --convert-to csv is how sheets of inspections are read by scripts. Up to the twelfth of a month the wrong date is a right one, and
# one column has both orders if its cells came from two makers.
#
# Seen 2026-11-30 with Debian 12's libreoffice-calc-nogui 4:7.4.7-1+deb12u14; openpyxl 3.1.5 (PyPI, Python 3.11).
set -euo pipefail

command -v soffice > /dev/null || { echo "needs the Debian package libreoffice-calc-nogui"; exit 2; }
echo "$(soffice --version 2> /dev/null | cut -d ' ' -f 1,2)"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check openpyxl==3.1.5

cat > write.py <<'PY'
import datetime, openpyxl
sheet = openpyxl.Workbook()
cells = [("visit", datetime.date(2022, 3, 4), "dd/mm/yyyy"), ("visit in English", datetime.date(2022, 3, 4), "[$-809]dd/mm/yyyy"), ("letter", datetime.date(2022, 3, 4), "d mmmm yyyy"),
         ("month", datetime.date(2022, 3, 1), "mmmm yyyy"), ("time", datetime.datetime(2022, 3, 4, 14, 30), "dd/mm/yyyy hh:mm"), ("grade", 2, '[=1]"Outstanding";[=2]"Good";"Poor"'),
         ("paragraph", 7.1, "0.00"), ("case", 7, "0000"), ("share", 0.475, "0%")]
for row, (name, value, form) in enumerate(cells, 1):
    sheet.active.cell(row, 1, name)
    sheet.active.cell(row, 2, value).number_format = form
sheet.save("sheet.xlsx")
PY
venv/bin/python write.py
convert() {
    LC_ALL=C.UTF-8 soffice -env:UserInstallation="file://$folder/profile" --headless --convert-to "$1" sheet.xlsx > log 2>&1 || { tail -n 5 log; exit 1; }
    mv sheet.csv "$2"
}
convert csv plain.csv
convert 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true' shown.csv
paste -d ';' <(sed 's/,/: /' plain.csv) <(cut -d , -f 2 shown.csv) | sed 's/;/; as shown: /' > saw
cat saw
cat > expected <<'TXT'
visit: 03/04/2022; as shown: 04/03/2022
visit in English: 04/03/2022; as shown: 04/03/2022
letter: 03/04/2022; as shown: 4 March 2022
month: 03/01/2022; as shown: March 2022
time: 03/04/2022 14:30:00; as shown: 04/03/2022 14:30
grade: 2; as shown: Good
paragraph: 7.1; as shown: 7.10
case: 7; as shown: 0007
share: 47.5%; as shown: 48%
TXT
diff expected saw || { echo "changed: dates are written otherwise"; exit 1; }
echo "as seen: the fourth of March is the third of April"
