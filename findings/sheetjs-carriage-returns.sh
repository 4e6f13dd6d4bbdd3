#!/usr/bin/env bash
# SheetJS writes the carriage return of a cell's text into .xlsx as _x000d_, with a small d. It reads that itself and so does calamine;
# LibreOffice, openpyxl and exceljs show the seven signs as text: "Plans are late._x000d_". A capital D, as XlsxWriter writes it,
# LibreOffice and exceljs read. openpyxl decodes neither.
#
# Why it matters: text from Windows has a carriage return at each line's end, so a sheet of exported paragraphs has the signs
# in every cell of more than one line, and a search or a count of words over it has them as words.
#
# Seen 2026-11-29 with xlsx 0.18.5, exceljs 4.4.0 (npm, Node 20), XlsxWriter 3.3.1, openpyxl 3.1.5, python-calamine 0.9.1 (PyPI, Python
# 3.11), Debian 12's libreoffice-calc-nogui 4:7.4.7-1+deb12u14.
set -euo pipefail

version=$(dpkg-query -W -f '${Version}' libreoffice-calc-nogui 2> /dev/null || dpkg-query -W -f '${Version}' libreoffice-calc 2> /dev/null) ||
    { echo "needs the Debian package libreoffice-calc-nogui"; exit 2; }
echo "libreoffice-calc $version"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check XlsxWriter==3.3.1 openpyxl==3.1.5 python-calamine==0.9.1
npm install --silent --no-fund --no-audit xlsx@0.18.5 exceljs@4.4.0 > /dev/null

cat > sheet.cjs <<'JS'
const XLSX = require("xlsx"), ExcelJS = require("exceljs");
if (process.argv[2] === "write") {
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([["Plans are late.\r\nVisits are few."]]), "findings");
  XLSX.writeFile(book, "sheetjs.xlsx");
} else {
  const file = process.argv[2];
  console.log(`${file}, sheetjs:`, JSON.stringify(XLSX.readFile(file).Sheets.findings.A1.v));
  const book = new ExcelJS.Workbook();
  book.xlsx.readFile(file).then(() => console.log(`${file}, exceljs:`, JSON.stringify(book.worksheets[0].getCell("A1").value)));
}
JS
cat > sheet.py <<'PY'
import csv, json, sys, openpyxl, python_calamine, xlsxwriter
if sys.argv[1] == "write":
    with xlsxwriter.Workbook("xlsxwriter.xlsx") as book:
        book.add_worksheet("findings").write_string(0, 0, "Plans are late.\r\nVisits are few.")
else:
    file = sys.argv[1]
    print(f"{file}, openpyxl:", json.dumps(openpyxl.load_workbook(file).active["A1"].value))
    print(f"{file}, calamine:", json.dumps(python_calamine.CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()[0][0]))
    with open(file[:-4] + "csv", newline="") as text:
        print(f"{file}, LibreOffice:", json.dumps(next(csv.reader(text))[0]))
PY
node sheet.cjs write
venv/bin/python sheet.py write
for name in sheetjs xlsxwriter; do
    soffice "-env:UserInstallation=file://$folder/profile" --headless --convert-to csv $name.xlsx > /dev/null 2>&1
    node sheet.cjs $name.xlsx
    venv/bin/python sheet.py $name.xlsx
done > saw
cat saw
cat > expected <<'TXT'
sheetjs.xlsx, sheetjs: "Plans are late.\r\nVisits are few."
sheetjs.xlsx, exceljs: "Plans are late._x000d_\nVisits are few."
sheetjs.xlsx, openpyxl: "Plans are late._x000d_\nVisits are few."
sheetjs.xlsx, calamine: "Plans are late.\r\nVisits are few."
sheetjs.xlsx, LibreOffice: "Plans are late._x000d_\nVisits are few."
xlsxwriter.xlsx, sheetjs: "Plans are late.\r\nVisits are few."
xlsxwriter.xlsx, exceljs: "Plans are late.\r\nVisits are few."
xlsxwriter.xlsx, openpyxl: "Plans are late._x000D_\nVisits are few."
xlsxwriter.xlsx, calamine: "Plans are late.\r\nVisits are few."
xlsxwriter.xlsx, LibreOffice: "Plans are late.\nVisits are few."
TXT
diff expected saw || { echo "changed: carriage returns in sheets are read otherwise"; exit 1; }
echo "as seen: _x000d_ stands in the text for three of five readers"
