#!/usr/bin/env bash
# excelize reads a grade kept as a number as "Outstanding", whatever it is: of the format [=1]"Outstanding";[=2]"Good";"Below good", by which Excel
# shows words for 1, 2 and the rest, it takes the first part for all of 1, 2, 3 and 4, since it does not look at the conditions. So with
# [<3]"few";"many": 5 is "few". SheetJS and LibreOffice show what Excel does.
#
# Why it matters: grades are kept as numbers, to be counted, and shown as words by just such a format. GetRows, the way to read a sheet,
# gives formatted text by default, and every home of the register is outstanding.
#
# Seen 2026-11-30 with github.com/xuri/excelize/v2 v2.11.1 (Go 1.26), XlsxWriter 3.3.1 (PyPI, Python 3.11), xlsx 0.18.5 (npm, Node 20) and
# Debian 12's libreoffice-calc-nogui 4:7.4.7-1+deb12u14.
set -euo pipefail

version=$(dpkg-query -W -f '${Version}' libreoffice-calc-nogui 2> /dev/null || dpkg-query -W -f '${Version}' libreoffice-calc 2> /dev/null) ||
    { echo "needs the Debian package libreoffice-calc-nogui"; exit 2; }
for program in go npm; do
    command -v $program > /dev/null || { echo "needs $program"; exit 2; }
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo "LibreOffice: $version"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check XlsxWriter==3.3.1
npm install --silent --no-fund --no-audit xlsx@0.18.5 > /dev/null

cat > write.py <<'PY'
import xlsxwriter
book = xlsxwriter.Workbook("register.xlsx")
sheet = book.add_worksheet()
grades = book.add_format({"num_format": '[=1]"Outstanding";[=2]"Good";"Below good"'})
counts = book.add_format({"num_format": '[<3]"few";"many"'})
for row in range(4):
    sheet.write_row(row, 0, [f"Home {row + 1}", row + 1])
    sheet.write(row, 2, row + 1, grades)
    sheet.write(row, 3, row + 2, counts)
book.close()
PY
venv/bin/python write.py
mkdir read
cat > read/main.go <<'GO'
package main

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

func main() {
	book, err := excelize.OpenFile("../register.xlsx")
	if err != nil {
		panic(err)
	}
	rows, err := book.GetRows("Sheet1")
	if err != nil {
		panic(err)
	}
	for _, row := range rows {
		fmt.Println("excelize:", strings.Join(row, ","))
	}
}
GO
(cd read && go mod init read && go get github.com/xuri/excelize/v2@v2.11.1 && go mod tidy) > log 2>&1 || { tail -n 5 log; exit 1; }
{
    (cd read && go run .)
    node -e 'const book = require("xlsx").readFile("register.xlsx");
console.log(require("xlsx").utils.sheet_to_csv(book.Sheets.Sheet1))' | grep . | sed 's/^/SheetJS: /'
    soffice "-env:UserInstallation=file://$folder/profile" --headless \
        --convert-to "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true" register.xlsx > /dev/null 2>&1
    sed 's/^/LibreOffice: /' register.csv
} > saw
cat saw
cat > expected <<'TXT'
excelize: Home 1,1,Outstanding,few
excelize: Home 2,2,Outstanding,few
excelize: Home 3,3,Outstanding,few
excelize: Home 4,4,Outstanding,few
SheetJS: Home 1,1,Outstanding,few
SheetJS: Home 2,2,Good,many
SheetJS: Home 3,3,Below good,many
SheetJS: Home 4,4,Below good,many
LibreOffice: Home 1,1,Outstanding,few
LibreOffice: Home 2,2,Good,many
LibreOffice: Home 3,3,Below good,many
LibreOffice: Home 4,4,Below good,many
TXT
diff expected saw || { echo "changed: grades are shown otherwise"; exit 1; }
echo "as seen: every grade is outstanding"
