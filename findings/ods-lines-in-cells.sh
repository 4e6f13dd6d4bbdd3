#!/usr/bin/env bash
# A cell of two lines, "Plans are late." over "Visits are few.", written into .ods by pyexcel-ods3 is "Plans are late.Visits are few." in
# LibreOffice, calamine and pandas: it writes a text:line-break, of which they take no notice in a cell. LibreOffice writes a
# paragraph for each line; that calamine and pyexcel-ods3 read as two lines, pandas (engine odf) as one without a space.
#
# Why it matters: findings are exported as a sheet with several lines in a cell. Of any two programs that exchange one in the open
# format, some make one word of a line's last and the next line's first.
#
# Seen 2026-11-30 with Debian 12's libreoffice-calc-nogui 4:7.4.7-1+deb12u14, pyexcel-ods3 0.6.1, ezodf 0.3.2, pandas 2.3.3,
# odfpy 1.4.1, python-calamine 0.9.1 (PyPI, Python 3.11).
set -euo pipefail

version=$(dpkg-query -W -f '${Version}' libreoffice-calc-nogui 2> /dev/null || dpkg-query -W -f '${Version}' libreoffice-calc 2> /dev/null) ||
    { echo "needs the Debian package libreoffice-calc-nogui"; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pyexcel-ods3==0.6.1 ezodf==0.3.2 lxml==6.1.3 pandas==2.3.3 numpy==1.26.4 odfpy==1.4.1 \
    python-calamine==0.9.1
echo "LibreOffice: $version"
convert() { soffice "-env:UserInstallation=file://$folder/profile" --headless --convert-to "$1" "$2" > /dev/null 2>&1; }

printf '"Plans are late.\nVisits are few."\n' > office.csv
convert ods office.csv
rm office.csv
venv/bin/python -W ignore -c 'import pyexcel_ods3
pyexcel_ods3.save_data("pyexcel.ods", {"Sheet1": [["Plans are late.\nVisits are few."]]})'
convert csv office.ods
convert csv pyexcel.ods

cat > read.py <<'PY'
import csv, re, zipfile, pandas, pyexcel_ods3
for name in ("office", "pyexcel"):
    content = zipfile.ZipFile(f"{name}.ods").read("content.xml").decode()
    print(name, "wrote:", re.search(r"<text:p>.*</text:p>", content)[0])
    print("  LibreOffice:", next(csv.reader(open(f"{name}.csv", newline="")))[0].split("\n"))
    for engine in ("calamine", "odf"):
        print(f"  pandas, {engine}:", pandas.read_excel(f"{name}.ods", header=None, engine=engine).iat[0, 0].split("\n"))
    print("  pyexcel-ods3:", next(iter(pyexcel_ods3.get_data(f"{name}.ods").values()))[0][0].split("\n"))
PY
venv/bin/python -W ignore read.py > saw
cat saw
cat > expected <<'TXT'
office wrote: <text:p>Plans are late.</text:p><text:p>Visits are few.</text:p>
  LibreOffice: ['Plans are late.', 'Visits are few.']
  pandas, calamine: ['Plans are late.', 'Visits are few.']
  pandas, odf: ['Plans are late.Visits are few.']
  pyexcel-ods3: ['Plans are late.', 'Visits are few.']
pyexcel wrote: <text:p>Plans are late.<text:line-break/>Visits are few.</text:p>
  LibreOffice: ['Plans are late.Visits are few.']
  pandas, calamine: ['Plans are late.Visits are few.']
  pandas, odf: ['Plans are late.Visits are few.']
  pyexcel-ods3: ['Plans are late.', 'Visits are few.']
TXT
diff expected saw || { echo "changed: lines in cells are read otherwise"; exit 1; }
echo "as seen: some readers glue the lines"
