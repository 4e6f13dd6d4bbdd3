#!/usr/bin/env bash
# LibreOffice writes 0 into an .xls file for each formula whose result is text: of =IF(B2>2,"Good","Poor") the readers xlrd (pandas), calamine,
# SheetJS and xls2csv all have the number 0 in every row. It does so where the file that it converts holds the results, as each file saved by
# Excel or by LibreOffice does (.xlsx or .ods); of one without them (openpyxl) it computes the formulas and writes Good and Poor. Results
# that are numbers are right. Opened in LibreOffice, the .xls shows the grades: it computes them anew.
#
# Why it matters: registers are still handed out as .xls, with grades and names put together by formulas. Whoever looks at the file
# sees the grades; every program that reads it has a column of zeros, which is a valid one.
#
# Seen 2026-11-30 with Debian 12's libreoffice-calc-nogui 4:7.4.7-1+deb12u14 and catdoc 1:0.95-6~deb12u1, XlsxWriter 3.3.1, openpyxl 3.1.5,
# xlrd 2.0.2, python-calamine 0.9.1 (PyPI, Python 3.11), xlsx 0.18.5 (npm, Node 20).
set -euo pipefail

version=$(dpkg-query -W -f '${Version}' libreoffice-calc-nogui 2> /dev/null || dpkg-query -W -f '${Version}' libreoffice-calc 2> /dev/null) ||
    { echo "needs the Debian package libreoffice-calc-nogui"; exit 2; }
for program in npm xls2csv; do
    command -v $program > /dev/null || { echo "needs $program"; exit 2; }
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo "LibreOffice: $version"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check XlsxWriter==3.3.1 openpyxl==3.1.5 xlrd==2.0.2 python-calamine==0.9.1
npm install --silent --no-fund --no-audit xlsx@0.18.5 > /dev/null

cat > write.py <<'PY'
import openpyxl, xlsxwriter
without = openpyxl.Workbook()
results = xlsxwriter.Workbook("results.xlsx")
sheet = results.add_worksheet()
for row, (area, number) in enumerate([("Area", "Number"), ("Help", 3), ("Care", 1)], 1):
    if row == 1:
        values = [area, number, "Grade", "Twice"]
        sheet.write_row(0, 0, values)
    else:
        values = [area, number, f'=IF(B{row}>2,"Good","Poor")', f"=B{row}*2"]
        sheet.write_row(row - 1, 0, values[:2])
        sheet.write_formula(row - 1, 2, values[2], None, "Good" if number > 2 else "Poor")
        sheet.write_formula(row - 1, 3, values[3], None, number * 2)
    without.active.append(values)
results.close()
without.save("without.xlsx")
PY
venv/bin/python write.py
convert() { soffice "-env:UserInstallation=file://$folder/profile" --headless --convert-to "$1" --outdir "$2" "$3" > /dev/null 2>&1; }
convert xls . results.xlsx
convert xls . without.xlsx
convert ods . results.xlsx
convert xls from-ods results.ods
convert csv . results.xls

cat > read.py <<'PY'
import csv, io, json, python_calamine, subprocess, xlrd
def show(label, rows):
    tidy = lambda value: int(value) if isinstance(value, float) or isinstance(value, str) and value.isdigit() else value
    print(f"{label}:", *([tidy(value) for value in row] for row in rows[1:]))
def run(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
show("results.xls, xlrd", [[cell.value for cell in row] for row in xlrd.open_workbook("results.xls").sheet_by_index(0).get_rows()])
for name in ("results.xls", "from-ods/results.xls", "without.xls", "results.ods"):
    show(f"{name}, calamine", python_calamine.CalamineWorkbook.from_path(name).get_sheet_by_index(0).to_python())
show("results.xls, SheetJS", json.loads(run("node", "-e", '''const book = require("xlsx").readFile("results.xls");
console.log(JSON.stringify(require("xlsx").utils.sheet_to_json(book.Sheets[book.SheetNames[0]], { header: 1 })))''')))
show("results.xls, xls2csv", list(csv.reader(io.StringIO(run("xls2csv", "results.xls").replace("\f", "")))))
show("results.xls, LibreOffice", list(csv.reader(open("results.csv"))))
PY
venv/bin/python read.py > saw
cat saw
zero="['Help', 3, 0, 6] ['Care', 1, 0, 2]"
right="['Help', 3, 'Good', 6] ['Care', 1, 'Poor', 2]"
cat > expected <<TXT
results.xls, xlrd: $zero
results.xls, calamine: $zero
from-ods/results.xls, calamine: $zero
without.xls, calamine: $right
results.ods, calamine: $right
results.xls, SheetJS: $zero
results.xls, xls2csv: $zero
results.xls, LibreOffice: $right
TXT
diff expected saw || { echo "changed: the results of formulas are others"; exit 1; }
echo "as seen: text results are 0 in .xls"
