#!/usr/bin/env bash
# borb writes the items of a list into its PDF from the last to the first: pypdf, MuPDF and pdftotext -raw read 3., 2., 1. from a list that is 1., 2., 3. on the page, while pdftotext and pdfplumber, which go
# by places, have it right. A table's cells are in order. The bullet is read as "●" by pypdf, "l" by pdfplumber and "G" by MuPDF, from a font for signs. Text in its default
# font cannot have a curly apostrophe or a dash (an error), so the words are plain.
#
# Why it matters: pypdf is what most programs read PDFs with. The findings of a report made by borb are in the reverse order for them, each with its right
# number, so that nothing looks wrong but the sequence.
#
# Seen 2026-11-30 with borb 3.0.9, pypdf 7.1.1, pdfplumber 0.11.10 and PyMuPDF 1.26.5 (PyPI, Python 3.11); Debian 12's poppler-utils 22.12.0.
set -euo pipefail

version=$(dpkg-query -W -f '${Version}' poppler-utils 2> /dev/null) || { echo "needs the Debian package poppler-utils"; exit 2; }
echo "poppler-utils $version"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check borb==3.0.9 pypdf==7.1.1 pdfplumber==0.11.10 PyMuPDF==1.26.5
cat > write.py <<'PY'
from borb.pdf import Document, FixedColumnWidthTable, OrderedList, PDF, Page, Paragraph, SingleColumnLayout, UnorderedList
report, page = Document(), Page()
report.append_page(page)
layout = SingleColumnLayout(page)
layout.append_layout_element(Paragraph("Northmere"))
for kind, items in ((OrderedList, ("Plans are late.", "Visits are few.", "Staff agree.")), (UnorderedList, ("Help", "Care"))):
    items_list = kind()
    for item in items:
        items_list.append_layout_element(Paragraph(item))
    layout.append_layout_element(items_list)
table = FixedColumnWidthTable(number_of_columns=2, number_of_rows=2)
for cell in ("Help", "Good", "Care", "Poor"):
    table.append_layout_element(Paragraph(cell))
layout.append_layout_element(table)
PDF.write(what=report, where_to="report.pdf")
try:
    other, page = Document(), Page()
    other.append_page(page)
    SingleColumnLayout(page).append_layout_element(Paragraph("Children’s plans"))
    PDF.write(what=other, where_to="other.pdf")
    print("a curly apostrophe is written")
except UnicodeEncodeError:
    print("a curly apostrophe is an error")
PY
cat > read.py <<'PY'
import fitz, pdfplumber, pypdf
with pdfplumber.open("report.pdf") as pdf:
    texts = {"pypdf": pypdf.PdfReader("report.pdf").pages[0].extract_text(), "pdfplumber": pdf.pages[0].extract_text(), "MuPDF": fitz.open("report.pdf")[0].get_text()}
for name, text in texts.items():
    print(f"{name}:", "/".join(line.strip() for line in text.split("\n") if line.strip()))
PY
{
    venv/bin/python write.py 2> log
    for way in -layout -raw; do echo "pdftotext $way: $(pdftotext "$way" report.pdf - | tr -d '\f' | grep . | sed 's/  */ /g' | paste -sd '/')"; done
    venv/bin/python read.py
} > saw
cat saw
cat > expected <<'TXT'
a curly apostrophe is an error
pdftotext -layout: Northmere/1. Plans are late./2. Visits are few./3. Staff agree./● Help/● Care/Help Good/Care Poor
pdftotext -raw: Northmere/3. Staff agree./2. Visits are few./1. Plans are late./● Care/● Help/Help Good/Care Poor
pypdf: Northmere/3. Staff agree./2. Visits are few./1. Plans are late./●Care/●Help/Help Good/Care Poor
pdfplumber: Northmere/1. Plans are late./2. Visits are few./3. Staff agree./l/Help/l/Care/Help Good/Care Poor
MuPDF: Northmere/3. Staff agree./2. Visits are few./1. Plans are late./G Care/G Help/Help/Good/Care/Poor
TXT
diff expected saw || { echo "changed: the list is read otherwise"; exit 1; }
echo "as seen: the last finding is the first"
