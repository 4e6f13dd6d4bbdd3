#!/usr/bin/env bash
# frictionless takes the numbers of two paragraphs for a place on the earth: a column with "7, 8", "12, 13" and "9, 4" is of the type geopoint, longitude 7 and latitude 8,
# and its cells are read as pairs of numbers; "7,8" without a space too. One cell with 7 or with "7, 8, 9" makes the column text, and so does "12, 95", since
# no latitude is above 90. Case 0007 is the integer 7.
#
# Why it matters: findings that belong together are given so, and the types are guessed to be written down as the table's schema. A later row "7 to 9" is then
# an error of the data ("type is geopoint/default"), in a table about no place.
#
# Seen 2026-11-30 with frictionless 5.18.1 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check frictionless==5.18.1

cat > guess.py <<'PY'
import frictionless
def column(*cells):
    with open("table.csv", "w") as file:
        file.write("paragraphs,case\n" + "".join(f'"{cell}",0007\n' for cell in cells))
    fields = frictionless.describe("table.csv").schema.fields
    rows = frictionless.extract("table.csv")["table"]
    return fields, [row["paragraphs"] for row in rows]
for cells in (["7, 8", "12, 13", "9, 4"], ["7,8", "12,13"], ["7, 8", "7"], ["7, 8", "7, 8, 9"], ["7, 8", "12, 95"], ["7-8", "12-13"], ["7 and 8", "9 and 12"]):
    fields, read = column(*cells)
    shown = [[float(part) for part in cell] if isinstance(cell, (list, tuple)) else cell for cell in read]
    print(f"{cells}: {fields[0].type} {shown}; case: {fields[1].type}")
column("7, 8", "12, 13", "9, 4")
schema = frictionless.describe("table.csv").schema
with open("table.csv", "a") as file:
    file.write('"7 to 9",0008\n')
report = frictionless.Resource("table.csv", schema=schema).validate()
for row, kind, note in report.flatten(["rowNumber", "type", "note"]):
    print(f"row {row}: {kind}, {note}")
PY
venv/bin/python -W ignore guess.py > saw
cat saw
cat > expected <<'TXT'
['7, 8', '12, 13', '9, 4']: geopoint [[7.0, 8.0], [12.0, 13.0], [9.0, 4.0]]; case: integer
['7,8', '12,13']: geopoint [[7.0, 8.0], [12.0, 13.0]]; case: integer
['7, 8', '7']: string ['7, 8', '7']; case: integer
['7, 8', '7, 8, 9']: string ['7, 8', '7, 8, 9']; case: integer
['7, 8', '12, 95']: string ['7, 8', '12, 95']; case: integer
['7-8', '12-13']: string ['7-8', '12-13']; case: integer
['7 and 8', '9 and 12']: string ['7 and 8', '9 and 12']; case: integer
row 5: type-error, type is "geopoint/default"
TXT
diff expected saw || { echo "changed: other types are guessed"; exit 1; }
echo "as seen: two numbers with a comma are a place on the earth"
