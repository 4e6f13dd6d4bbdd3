#!/usr/bin/env bash
# xlsx2csv takes letters in the quoted words of a number format for the parts of a date: 3 that Excel shows as "3 days" is 0" 02ays", 12 months
# are 0" 01ont12s", 4 weeks 0" weeks", and the numbers are nowhere. exceljs knows quoted words, and not single signs behind a backslash, the other
# way to write the same: 3 shown as "3 d" is 2 January 1900. SheetJS, openpyxl and calamine read 3.
#
# Why it matters: tables of an inspection show how long things took, with the unit in the cell's format. Excel shows "3 days"; the
# table that a pipeline makes of it has the number 0 before broken words, or dates.
#
# Seen 2026-11-30 with xlsx2csv 0.8.6, openpyxl 3.1.5, python-calamine 0.9.1, XlsxWriter 3.3.1 (PyPI, Python 3.11), exceljs 4.4.0 and
# xlsx 0.18.5 (npm, Node 20).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check xlsx2csv==0.8.6 openpyxl==3.1.5 python-calamine==0.9.1 XlsxWriter==3.3.1
npm install --silent --no-audit --no-fund --prefix . exceljs@4.4.0 xlsx@0.18.5 > /dev/null 2>&1

cat > write.py <<'PY'
import openpyxl, python_calamine, xlsxwriter
with xlsxwriter.Workbook("waits.xlsx") as book:
    sheet = book.add_worksheet()
    cells = (3, '0" days"'), (12, '0" months"'), (4, '0" weeks"'), (3, r"0\ \d"), (2, r"0\ \y\e\a\r\s")
    for column, (number, form) in enumerate(cells):
        sheet.write_number(0, column, number, book.add_format({"num_format": form}))
print("openpyxl:", [cell.value for cell in openpyxl.load_workbook("waits.xlsx").active[1]])
print("calamine:", python_calamine.CalamineWorkbook.from_path("waits.xlsx").get_sheet_by_index(0).to_python()[0])
PY
cat > read.cjs <<'JS'
const Excel = require("exceljs"), SheetJS = require("xlsx");
(async () => {
    console.log("SheetJS:", SheetJS.utils.sheet_to_csv(SheetJS.readFile("waits.xlsx").Sheets.Sheet1));
    const book = new Excel.Workbook();
    await book.xlsx.readFile("waits.xlsx");
    console.log("exceljs:", JSON.stringify(book.worksheets[0].getRow(1).values.slice(1)));
})();
JS
{ venv/bin/python write.py; TZ=UTC node read.cjs; echo "xlsx2csv: $(venv/bin/xlsx2csv waits.xlsx)"; } > saw
cat saw
cat > expected <<'TXT'
openpyxl: [3, 12, 4, 3, 2]
calamine: [3.0, 12.0, 4.0, 3.0, 2.0]
SheetJS: 3 days,12 months,4 weeks,3 d,2 years
exceljs: [3,12,4,"1900-01-02T00:00:00.000Z","1900-01-01T00:00:00.000Z"]
xlsx2csv: "0"" 02ays""","0"" 01ont12s""","0"" weeks""",0 02,0 years
TXT
diff expected saw || { echo "changed: numbers with words in their format are read otherwise"; exit 1; }
echo "as seen: 3 days are 0 in one reader, and 3 d a date in another"
