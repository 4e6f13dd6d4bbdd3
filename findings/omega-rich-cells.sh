#!/usr/bin/env bash
# omindex, the indexer of Xapian Omega, reads a cell of an .xlsx file up to the first change of style: "Plans are not late." with a bold "not"
# is "Plans are", and of a bold "Visits" with " are few." behind it only "Visits" is left. A cell with the same words in one style is
# read in full. A date that is shown as 14/03/2022 it indexes as 2022-03-14; shown as March 2022 or as Monday, it is 44634.
#
# Why it matters: a word is made bold where it matters, so the findings that cannot be found are those that someone marked, and
# the sample that Omega shows of a hit leaves out the "not" as well. Nothing is reported.
#
# Seen 2026-11-30 with Debian 12's xapian-omega 1.4.22-1 and xapian-tools 1.4.22-1; input by XlsxWriter 3.3.1 and openpyxl 3.1.5, which
# reads it back (PyPI, Python 3.11).
set -euo pipefail

for package in xapian-omega xapian-tools; do
    version=$(dpkg-query -W -f '${Version}' $package 2> /dev/null) || { echo "needs the Debian package $package"; exit 2; }
    echo "$package $version"
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check XlsxWriter==3.3.1 openpyxl==3.1.5

mkdir files
cat > write.py <<'PY'
import openpyxl, xlsxwriter
book = xlsxwriter.Workbook("files/register.xlsx")
sheet = book.add_worksheet()
bold = book.add_format({"bold": True})
sheet.write_rich_string(0, 0, "Plans are ", bold, "not", " late.")
sheet.write_rich_string(1, 0, bold, "Visits", " are few.")
sheet.write(2, 0, "Staff do not agree.")
for row, form in enumerate(("dd/mm/yyyy", "mmmm yyyy", "dddd"), 3):
    sheet.write(row, 0, 44634, book.add_format({"num_format": form}))
book.close()
print("openpyxl:", " | ".join(str(row[0].value) for row in openpyxl.load_workbook("files/register.xlsx").active.iter_rows()))
PY
venv/bin/python write.py > saw
omindex --db base --url / files > log 2>&1 || { tail -n 5 log; exit 1; }
echo "Omega's sample: $(xapian-delve -d -r 1 base | tr '\0' '\n' | sed -n 's/^sample=//p')" >> saw
echo "Omega's words: $(xapian-delve -1 -r 1 base | grep '^[a-z0-9]' | paste -sd ' ')" >> saw
cat saw
cat > expected <<'TXT'
openpyxl: Plans are not late. | Visits are few. | Staff do not agree. | 2022-03-14 00:00:00 | 2022-03-14 00:00:00 | 2022-03-14 00:00:00
Omega's sample: Plans are Visits Staff do not agree. 2022-03-14 44634 44634
Omega's words: 03 14 2022 44634 agree are do not plans staff visits
TXT
diff expected saw || { echo "changed: other words are indexed"; exit 1; }
echo "as seen: cells are read up to the first change of style"
