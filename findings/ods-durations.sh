#!/usr/bin/env bash
# One duration of a day or more makes an .ods file unreadable for pandas (engine odf): of 26:30 hours it says "hour must be in 0..23", and no row of the
# sheet is read. It takes the words of the cell for a time of day, as which 9:30 hours become half past nine. tablib fails likewise. calamine makes
# the text PT26H30M00S of it and pyexcel-ods3 a duration; of the same sheet as .xlsx pandas makes two durations.
#
# Why it matters: registers keep how long visits and waits took, and the first that lasts more than a day stops what worked before. Shorter ones
# have become times of a day by then.
#
# Seen 2026-11-30 with pandas 3.1.1, odfpy 1.4.1, tablib 3.10.0, python-calamine 0.9.1, pyexcel-ods3 0.6.1 and openpyxl 3.1.5 (PyPI, Python 3.11); the .ods
# by Debian 12's libreoffice-calc-nogui 4:7.4.7-1+deb12u14.
set -euo pipefail

version=$(dpkg-query -W -f '${Version}' libreoffice-calc-nogui 2> /dev/null || dpkg-query -W -f '${Version}' libreoffice-calc 2> /dev/null) ||
    { echo "needs the Debian package libreoffice-calc-nogui"; exit 2; }
echo "LibreOffice $version"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pandas==3.1.1 odfpy==1.4.1 tablib==3.10.0 python-calamine==0.9.1 pyexcel-ods3==0.6.1 openpyxl==3.1.5

cat > write.py <<'PY'
import datetime, openpyxl
for name, hours in ("short", 9.5), ("long", 26.5):
    book = openpyxl.Workbook()
    for row in ("Home", "Waited"), ("Northmere", datetime.timedelta(hours=hours)), ("Saltings", None):
        book.active.append(row)
    book.active["B2"].number_format = "[h]:mm"
    book.save(f"{name}.xlsx")
PY
cat > read.py <<'PY'
import warnings
import pandas, pyexcel_ods3, python_calamine, tablib
warnings.simplefilter("ignore")

def read(way):
    try:
        return way()
    except ValueError as error:
        return f"error: {error}"

for name in "short", "long":
    print(f"{name}, pandas:", read(lambda: pandas.read_excel(f"{name}.ods", engine="odf").iloc[0].tolist()))
    print(f"{name}, pandas of .xlsx:", read(lambda: pandas.read_excel(f"{name}.xlsx").iloc[0].tolist()))
    print(f"{name}, tablib:", read(lambda: tablib.Dataset().load(open(f"{name}.ods", "rb"), "ods")[0]))
    print(f"{name}, calamine:", python_calamine.CalamineWorkbook.from_path(f"{name}.ods").get_sheet_by_index(0).to_python()[1])
    print(f"{name}, pyexcel-ods3:", pyexcel_ods3.get_data(f"{name}.ods")["Sheet"][1])
PY
venv/bin/python write.py
soffice "-env:UserInstallation=file://$folder/profile" --headless --convert-to ods short.xlsx long.xlsx > /dev/null 2>&1
venv/bin/python read.py > saw
cat saw
cat > expected <<'TXT'
short, pandas: ['Northmere', datetime.time(9, 30)]
short, pandas of .xlsx: ['Northmere', Timedelta('0 days 09:30:00')]
short, tablib: ('Northmere', datetime.time(9, 30))
short, calamine: ['Northmere', datetime.time(9, 30)]
short, pyexcel-ods3: ['Northmere', datetime.time(9, 30)]
long, pandas: error: hour must be in 0..23: 26:30
long, pandas of .xlsx: ['Northmere', Timedelta('1 days 02:30:00')]
long, tablib: error: time data 'PT26H30M00S' does not match format '%H:%M:%S'
long, calamine: ['Northmere', 'PT26H30M00S']
long, pyexcel-ods3: ['Northmere', datetime.timedelta(days=1, seconds=9000)]
TXT
diff expected saw || { echo "changed: durations are read otherwise"; exit 1; }
echo "as seen: a long duration stops the reading"
