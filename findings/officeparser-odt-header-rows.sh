#!/usr/bin/env bash
# officeparser leaves out the header rows of every table in an OpenDocument text: of Area and Grade over Help and Good only the second row
# is there, in its text and in its tree, without a warning. OpenDocument puts rows that are repeated on each page
# into an element of their own (table:table-header-rows). In .docx it has the rows, and glues words over a line break instead.
#
# Why it matters: the header says what a table's figures are. pandoc writes that element for every table with a heading, so
# grades stand there without the area and years without their name, and a search for the heading does not find the report.
#
# Seen 2026-11-30 with officeparser 7.8.0 (npm, Node 20) and pandoc 3.9 (PyPI: pypandoc_binary 1.17, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pypandoc_binary==1.17
npm install --silent --no-fund --no-audit --prefix . officeparser@7.8.0 > /dev/null 2>&1

cat > write.py <<'PY'
import pypandoc
text = "Plans are\\\nlate.\n\n| Area | Grade |\n|------|-------|\n| Help | Good  |\n"
for form in "odt", "docx":
    pypandoc.convert_text(text, form, "markdown", outputfile="report." + form)
PY
venv/bin/python write.py
cat > read.mjs <<'JS'
import { OfficeParser } from "officeparser";
for (const form of ["odt", "docx"]) {
    const report = await OfficeParser.parseOffice("report." + form);
    console.log(form, JSON.stringify((await report.to("text")).value), "has Area in the tree:", JSON.stringify(report.content).includes("Area"),
        "warnings:", report.warnings.length);
}
JS
node read.mjs > saw
cat saw
cat > expected <<'TXT'
odt "Plans are\nlate.\n\n| Help | Good | " has Area in the tree: false warnings: 0
docx "Plans arelate.\n\n| Area | Grade | \n| Help | Good  | " has Area in the tree: true warnings: 0
TXT
diff expected saw || { echo "changed: header rows are read otherwise"; exit 1; }
echo "as seen: no header rows in OpenDocument"
