#!/usr/bin/env bash
# exceljs reads dates that openpyxl writes with iso_dates=True as days in 1905: 14 March 2022 and 18 July 2022 both become 14 July
# 1905, half past nine becomes 8 January 1900. It takes the figures up to the first other sign ("2022", "09") for a count of days since 1900.
# SheetJS and calamine read the dates; of the time SheetJS makes null, or the text "NaN:NaN:Na" in its CSV. Nothing is reported.
#
# Why it matters: a cell may hold its date as ISO text (t="d", ISO 29500), which openpyxl offers as the exact way. All reports
# of a year then have one day, it is a valid date, and a register sorted by it looks in order.
#
# Seen 2026-11-30 with openpyxl 3.1.5, python-calamine 0.9.1 (PyPI, Python 3.11), exceljs 4.4.0 and xlsx 0.18.5 (npm, Node 20).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check openpyxl==3.1.5 python-calamine==0.9.1
npm install --silent --no-audit --no-fund --prefix . exceljs@4.4.0 xlsx@0.18.5 > /dev/null 2>&1

cat > write.py <<'PY'
import datetime, openpyxl, python_calamine
book = openpyxl.Workbook(iso_dates=True)
for value in datetime.date(2022, 3, 14), datetime.datetime(2022, 7, 18, 0, 30), datetime.time(9, 30):
    book.active.append([value])
book.save("register.xlsx")
rows = python_calamine.CalamineWorkbook.from_path("register.xlsx").get_sheet_by_index(0).to_python()
print("calamine:", *[row[0] for row in rows], sep=" | ")
PY
cat > read.cjs <<'JS'
const Excel = require("exceljs"), SheetJS = require("xlsx");
(async () => {
    const book = new Excel.Workbook();
    await book.xlsx.readFile("register.xlsx");
    const cells = [];
    book.worksheets[0].eachRow(row => cells.push(row.getCell(1).value));
    console.log("exceljs:", JSON.stringify(cells));
    const values = SheetJS.readFile("register.xlsx", { cellDates: true }).Sheets.Sheet;
    console.log("SheetJS:", JSON.stringify(SheetJS.utils.sheet_to_json(values, { header: 1 }).map(row => row[0])));
    console.log("SheetJS, CSV:", JSON.stringify(SheetJS.utils.sheet_to_csv(SheetJS.readFile("register.xlsx").Sheets.Sheet)));
})();
JS
{ venv/bin/python write.py; TZ=UTC node read.cjs; } > saw
cat saw
cat > expected <<'TXT'
calamine: | 2022-03-14 | 2022-07-18 00:30:00 | 09:30:00
exceljs: ["1905-07-14T00:00:00.000Z","1905-07-14T00:00:00.000Z","1900-01-08T00:00:00.000Z"]
SheetJS: ["2022-03-14T00:00:00.000Z","2022-07-18T00:30:00.000Z",null]
SheetJS, CSV: "2022-03-14\n2022-07-18 0:30:00\nNaN:NaN:Na"
TXT
diff expected saw || { echo "changed: dates kept as text are read otherwise"; exit 1; }
echo "as seen: every date of 2022 is 14 July 1905"
