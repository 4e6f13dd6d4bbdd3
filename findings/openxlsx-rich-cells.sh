#!/usr/bin/env bash
# The R package openxlsx reads a cell with a bold word in it as empty (NA) if its words stand in the sheet itself: "Plans are not late." with a bold "not", written
# by openpyxl or, in its mode for large files (constant_memory), by XlsxWriter. The same cell by XlsxWriter's other mode, whose words are in the shared
# strings, is read, and so is one without bold in either. readxl reads all of them. There is no warning.
#
# Why it matters: a finding with an emphasized word is one that somebody thought important. The row is there, with its number and grade, and counts
# as a finding without text.
#
# Seen 2026-11-30 with Debian 12's r-cran-openxlsx 4.2.5.2-1 and r-cran-readxl 1.4.2-1; openpyxl 3.1.5 and XlsxWriter 3.3.1 (PyPI, Python 3.11).
set -euo pipefail

for package in r-base-core r-cran-openxlsx r-cran-readxl; do
    version=$(dpkg-query -W -f '${Version}' $package 2> /dev/null) || { echo "needs the Debian package $package"; exit 2; }
    echo "$package $version"
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check openpyxl==3.1.5 XlsxWriter==3.3.1
cat > write.py <<'PY'
import openpyxl, xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
book = openpyxl.Workbook()
book.active["A1"], book.active["A2"], book.active["B1"] = 7, 8, "Visits are few."
book.active["B2"] = CellRichText("Plans are ", TextBlock(InlineFont(b=True), "not"), " late.")
book.save("openpyxl.xlsx")
for name, constant in (("XlsxWriter", False), ("XlsxWriter-constant-memory", True)):
    with xlsxwriter.Workbook(name + ".xlsx", {"constant_memory": constant}) as book:
        sheet = book.add_worksheet()
        sheet.write_row("A1", (7, "Visits are few."))
        sheet.write("A2", 8)
        sheet.write_rich_string("B2", "Plans are ", book.add_format({"bold": True}), "not", " late.")
PY
venv/bin/python write.py
cat > read.R <<'R'
suppressMessages({library(openxlsx); library(readxl)})
for (name in c("XlsxWriter", "XlsxWriter-constant-memory", "openpyxl")) {
    file <- paste0(name, ".xlsx")
    cat(name, "by openxlsx:", paste(read.xlsx(file, colNames = FALSE)[[2]], collapse = " | "), "\n")
    cat(name, "by readxl:", paste(suppressMessages(read_excel(file, col_names = FALSE))[[2]], collapse = " | "), "\n")
}
R
LC_ALL=C.UTF-8 Rscript read.R 2> log | sed 's/ *$//' > saw || { tail -n 5 log; exit 1; }
cat saw
cat > expected <<'TXT'
XlsxWriter by openxlsx: Visits are few. | Plans are not late.
XlsxWriter by readxl: Visits are few. | Plans are not late.
XlsxWriter-constant-memory by openxlsx: Visits are few. | NA
XlsxWriter-constant-memory by readxl: Visits are few. | Plans are not late.
openpyxl by openxlsx: Visits are few. | NA
openpyxl by readxl: Visits are few. | Plans are not late.
TXT
diff expected saw || { echo "changed: cells are read otherwise"; exit 1; }
echo "as seen: a bold word empties the cell"
