#!/usr/bin/env bash
# Perl's Spreadsheet::ParseXLSX shows every duration of whole hours and minutes with the minutes 01: 26 hours 30 of the format [h]:mm is 26:01, 27:45 is
# 27:01, 5:00 is 5:01. Behind [h] it takes mm for the month, and the month of such small numbers is January 1900. h:mm is right, and [h]:mm:ss too.
# A nought that Excel shows as a dash (0;-0;"–") is 0, and -7 shown as (7) is -7.
#
# Why it matters: registers keep how long visits and waits took in this format. The texts that the module returns look like times, sums
# made of them differ by up to an hour each, and the one minute is easily taken for real.
#
# Seen 2026-11-30 with Debian 12's libspreadsheet-parsexlsx-perl 0.27-3+deb12u2 and libspreadsheet-parseexcel-perl 0.6500-4~deb12u1; input by
# XlsxWriter 3.3.1 (PyPI, Python 3.11).
set -euo pipefail

for package in libspreadsheet-parsexlsx-perl libspreadsheet-parseexcel-perl; do
    version=$(dpkg-query -W -f '${Version}' $package 2> /dev/null) || { echo "needs the Debian package $package"; exit 2; }
    echo "$package $version"
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check XlsxWriter==3.3.1

cat > write.py <<'PY'
import xlsxwriter
book = xlsxwriter.Workbook("register.xlsx")
sheet = book.add_worksheet()
cells = [(26.5 / 24, "[h]:mm"), (27.75 / 24, "[h]:mm"), (5 / 24, "[h]:mm"), (26.5 / 24, "[h]:mm:ss"), (5.5 / 24, "h:mm"), (90 / 1440, "[mm]:ss"),
         (44634, "d mmmm yyyy"), (0, '0;-0;"–"'), (-7, "0;(0)"), (2.5, "# ?/?")]
for row, (value, form) in enumerate(cells):
    sheet.write(row, 0, value, book.add_format({"num_format": form}))
    sheet.write(row, 1, form)
book.close()
PY
venv/bin/python write.py
cat > read.pl <<'PL'
use open qw(:std :utf8);
use Spreadsheet::ParseXLSX;
my $sheet = Spreadsheet::ParseXLSX->new->parse("register.xlsx")->worksheet(0);
my (undef, $last) = $sheet->row_range;
print $sheet->get_cell($_, 1)->value, ": ", $sheet->get_cell($_, 0)->value, "\n" for 0 .. $last;
PL
perl read.pl > saw
cat saw
cat > expected <<'TXT'
[h]:mm: 26:01
[h]:mm: 27:01
[h]:mm: 5:01
[h]:mm:ss: 26:30:00
h:mm: 5:30
[mm]:ss: 90:00
d mmmm yyyy: 14 March 2022
0;-0;"–": 0
0;(0): -7
# ?/?: 5/2
TXT
diff expected saw || { echo "changed: durations are shown otherwise"; exit 1; }
echo "as seen: every duration has one minute"
