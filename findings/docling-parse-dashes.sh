#!/usr/bin/env bash
# docling-parse, which reads PDFs for Docling, knows no dashes and no curly quotes: “late” is "late", children’s is children's, and the
# dash of 2022–23, the dash between words and the minus of −7 are all hyphens, in lines, words and single characters. The field orig, "original,
# untreated text", has them so too, and do_sanitization=False changes nothing. Other signs (…, ½, •, £) are kept. pypdf reads the page's.
#
# Why it matters: a passage quoted from such a text is not found in the report, and places counted in one text fit the other, so nothing
# warns. Of "-7" no reader can tell whether it was less than nothing, the end of a range or an item of a list.
#
# Seen 2026-11-30 with docling-parse 7.23.1, docling-core 2.104.0, pypdf 7.1.1 and, to make the file, typst 0.15.2 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check docling-parse==7.23.1 docling-core==2.104.0 pypdf==7.1.1 typst==0.15.2

cat > read.py <<'PY'
import docling_parse.pdf_parser as parser, pypdf, typst
from docling_core.types.doc.page import TextCell, TextCellUnit
with open("report.typ", "w") as file:
    file.write("• The children’s plan of 2022–23 — “late” … — is −7 of 16–17, ½ of £5.\n")
typst.compile("report.typ", output="report.pdf")
print("pypdf:", pypdf.PdfReader("report.pdf").pages[0].extract_text())
assert TextCell.model_fields["orig"].description.startswith("Original, untreated text of the cell")
for label, options in ("as it is", {}), ("do_sanitization=False", {"do_sanitization": False}):
    report = parser.DoclingPdfParser().load("report.pdf", decode_config=parser.DecodeConfig(**options))
    for _, page in report.iterate_pages():
        print(f"{label}, text:", " ".join(cell.text for cell in page.iterate_cells(unit_type=TextCellUnit.LINE)))
        print(f"{label}, orig:", " ".join(cell.orig for cell in page.iterate_cells(unit_type=TextCellUnit.LINE)))
        print(f"{label}, characters:", "".join(cell.text for cell in page.iterate_cells(unit_type=TextCellUnit.CHAR)))
PY
venv/bin/python -W ignore read.py > saw
cat saw
plain="• The children's plan of 2022-23 - \"late\" … - is -7 of 16-17, ½ of £5."
{
    echo "pypdf: • The children’s plan of 2022–23 — “late” … — is −7 of 16–17, ½ of £5."
    for label in "as it is" "do_sanitization=False"; do
        for field in text orig characters; do echo "$label, $field: $plain"; done
    done
} > expected
diff expected saw || { echo "changed: dashes and quotes are read otherwise"; exit 1; }
echo "as seen: dashes are hyphens"
