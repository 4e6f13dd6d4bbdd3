#!/usr/bin/env bash
# MarkItDown's Markdown of an .xlsx sheet says NaN for each empty cell, and for cells that say n/a, NA, None or null as well: a grade "n/a" and an area "None" are NaN, while "-" and "none" stay.
# The first row is taken for the heads, so a title over the whole sheet makes columns "Unnamed: 1". A percentage is 0.48, paragraph 7.10 is 7.1, case 0007 is 7, a date
# has a time (2022-03-14 00:00:00). Of a .csv file with the same words empty cells are empty and n/a stays.
#
# Why it matters: "not given" and "not looked at" are what n/a means in a table of grades, and nothing was entered is another thing. Who reads the Markdown,
# a person or a model, sees one word for both that is in no cell.
#
# Seen 2026-11-30 with markitdown[xlsx] 0.1.9 and openpyxl 3.1.5 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check 'markitdown[xlsx]==0.1.9' openpyxl==3.1.5

cat > read.py <<'PY'
import csv, datetime, openpyxl
from markitdown import MarkItDown
rows = [["Area", "Grade", "Note"], ["Help", "n/a", "none"], ["None", "NA", "-"], ["Care", None, "null"], ["Homes", "good", "N/A to us"]]
book = openpyxl.Workbook()
for row in rows:
    book.active.append(row)
titled = book.create_sheet("titled")
titled.append(["Northmere"])
titled.merge_cells("A1:D1")
titled.append(["Paragraph", "Share", "Case", "Visit"])
titled.append([7.1, 0.48, 7, datetime.date(2022, 3, 14)])
for cell, form in zip(titled[3], ("0.00", "0%", "0000", "dd/mm/yyyy")):
    cell.number_format = form
book.save("grades.xlsx")
with open("grades.csv", "w", newline="") as file:
    csv.writer(file).writerows(rows)
for name in ("grades.xlsx", "grades.csv"):
    print(f"{name}:", " ".join(line for line in MarkItDown().convert(name).text_content.splitlines() if line.strip() and not line.startswith("| ---")))
PY
venv/bin/python -W ignore read.py > saw 2> log || { tail -n 5 log; exit 1; }
cat saw
cat > expected <<'TXT'
grades.xlsx: ## Sheet | Area | Grade | Note | | Help | NaN | none | | NaN | NaN | - | | Care | NaN | NaN | | Homes | good | N/A to us | ## titled | Northmere | Unnamed: 1 | Unnamed: 2 | Unnamed: 3 | | Paragraph | Share | Case | Visit | | 7.1 | 0.48 | 7 | 2022-03-14 00:00:00 |
grades.csv: | Area | Grade | Note | | Help | n/a | none | | None | NA | - | | Care |  | null | | Homes | good | N/A to us |
TXT
diff expected saw || { echo "changed: cells are written otherwise"; exit 1; }
echo "as seen: n/a and nothing are both NaN"
