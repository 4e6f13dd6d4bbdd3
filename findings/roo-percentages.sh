#!/usr/bin/env bash
# Ruby's Roo shows percentages one too low: a cell of 0.29 in the format 0% is "28%" by formatted_value and in CSV that is made of it, 0.57 is "56%", 1.15 is "114%". It cuts off
# instead of rounding, and 0.29 times 100 is 28.999999999999996. In the format 0.00% all are right. Durations are days of 1899: 26:30 hours of [h]:mm are
# 1899-12-31T02:30 as a value and "[2]:30" as shown. LibreOffice shows 29% and 26:30.
#
# Why it matters: shares of reports are whole percentages, and which are wrong follows from no rule that a reader could know: 28% and 30% are right, 29% is
# not. The value beside it is 0.29.
#
# Seen 2026-11-30 with roo 2.10.0 (Debian 12's ruby-roo 2.10.0-1) and libreoffice-calc-nogui 4:7.4.7; openpyxl 3.1.5 (PyPI, Python 3.11).
set -euo pipefail

version=$(dpkg-query -W -f '${Version}' ruby-roo 2> /dev/null) || { echo "needs the Debian package ruby-roo"; exit 2; }
command -v soffice > /dev/null || { echo "needs the Debian package libreoffice-calc-nogui"; exit 2; }
echo "ruby-roo $version"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check openpyxl==3.1.5

cat > write.py <<'PY'
import openpyxl
book = openpyxl.Workbook()
for row, (value, form) in enumerate([(0.28, "0%"), (0.29, "0%"), (0.3, "0%"), (0.57, "0%"), (0.58, "0%"), (0.475, "0%"), (1.15, "0%"), (0.29, "0.00%"), (26.5 / 24, "[h]:mm")], 1):
    book.active.cell(row, 1, f"{value:.4g} as {form}")
    book.active.cell(row, 2, value).number_format = form
book.save("shares.xlsx")
PY
venv/bin/python write.py
soffice -env:UserInstallation="file://$folder/profile" --headless --convert-to 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true' shares.xlsx > log 2>&1 || { tail -n 5 log; exit 1; }
cat > read.rb <<'RUBY'
require 'roo'
sheet = Roo::Excelx.new('shares.xlsx')
shown = File.readlines('shares.csv', chomp: true).map { |line| line.split(',').last }
(1..sheet.last_row).each { |row| puts "#{sheet.cell(row, 1)}: #{sheet.formatted_value(row, 2)} (value #{sheet.cell(row, 2)}); LibreOffice #{shown[row - 1]}" }
RUBY
ruby read.rb > saw 2> log || { tail -n 5 log; exit 1; }
cat saw
cat > expected <<'TXT'
0.28 as 0%: 28% (value 0.28); LibreOffice 28%
0.29 as 0%: 28% (value 0.29); LibreOffice 29%
0.3 as 0%: 30% (value 0.3); LibreOffice 30%
0.57 as 0%: 56% (value 0.57); LibreOffice 57%
0.58 as 0%: 57% (value 0.58); LibreOffice 58%
0.475 as 0%: 47% (value 0.475); LibreOffice 48%
1.15 as 0%: 114% (value 1.15); LibreOffice 115%
0.29 as 0.00%: 29.00% (value 0.29); LibreOffice 29.00%
1.104 as [h]:mm: [2]:30 (value 1899-12-31T02:30:00+00:00); LibreOffice 26:30
TXT
diff expected saw || { echo "changed: percentages are shown otherwise"; exit 1; }
echo "as seen: 29% is 28%"
