#!/usr/bin/env bash
# Two .docx reports joined by docxcompose have every footnote under the wrong mark in LibreOffice: the first report's "Those of March." is the
# last note of the second, whose own have moved up. LibreOffice gives the first mark the note with the lowest id, the next mark the
# next one, whatever ids the marks name; pandoc and mammoth go by the ids. docx-merger (npm) leaves out the notes of the second report
# and keeps its marks: as ids of both files begin alike, pandoc finds "Those of March." there too, LibreOffice nothing.
#
# Why it matters: notes hold the source and the date of a finding, and reports of several homes are put into one file. Each mark has a
# note, each note reads well, and it belongs to another home.
#
# Seen 2026-11-30 with docxcompose 2.2.0, python-docx 1.2.0, mammoth 1.13.0, pandoc 3.9 (pypandoc_binary 1.17), PyPI, Python 3.11;
# docx-merger 1.2.2 (npm, Node 20); Debian 12's libreoffice-writer-nogui 4:7.4.7-1+deb12u14.
set -euo pipefail

version=$(dpkg-query -W -f '${Version}' libreoffice-writer-nogui 2> /dev/null || dpkg-query -W -f '${Version}' libreoffice-writer 2> /dev/null) ||
    { echo "needs the Debian package libreoffice-writer-nogui"; exit 2; }
command -v npm > /dev/null || { echo "needs Node"; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo "LibreOffice: $version"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check docxcompose==2.2.0 python-docx==1.2.0 mammoth==1.13.0 pypandoc_binary==1.17
npm install --silent --no-fund --no-audit docx-merger@1.2.2 > /dev/null

cat > write.py <<'PY'
import docx, pypandoc
from docxcompose.composer import Composer
pypandoc.convert_text("Northmere: plans are late.[^1]\n\n[^1]: Those of March.\n", "docx", "md", outputfile="one.docx")
pypandoc.convert_text("Southmere: staff agree.[^1] Homes are full.[^2]\n\n[^1]: Those of May.\n\n[^2]: Those of June.\n", "docx", "md",
                      outputfile="two.docx")
joined = Composer(docx.Document("one.docx"))
joined.append(docx.Document("two.docx"))
joined.save("docxcompose.docx")
PY
venv/bin/python -W ignore write.py
cat > merge.js <<'JS'
const fs = require("fs");
const Merger = require("docx-merger");
const joined = new Merger({ pageBreak: false }, ["one.docx", "two.docx"].map((name) => fs.readFileSync(name, "binary")));
joined.save("nodebuffer", (bytes) => fs.writeFileSync("docx-merger.docx", bytes));
JS
node merge.js
soffice "-env:UserInstallation=file://$folder/profile" --headless --convert-to odt docxcompose.docx docx-merger.docx > /dev/null 2>&1

cat > read.py <<'PY'
import mammoth, pypandoc, re
def show(label, text):
    print(f"{label}: {' '.join(text.split())}")
for name in ("docxcompose", "docx-merger"):
    show(f"{name}, pandoc", pypandoc.convert_file(f"{name}.docx", "plain"))
    if name != "docx-merger":  # (mammoth says that a note is missing, and stops)
        with open(f"{name}.docx", "rb") as file:
            show(f"{name}, mammoth", re.sub(r"<[^>]*>", " ", mammoth.convert_to_html(file).value).replace("↑", ""))
    show(f"{name}, LibreOffice", pypandoc.convert_file(f"{name}.odt", "plain"))
PY
venv/bin/python -W ignore read.py > saw
cat saw
marks="Northmere: plans are late.[1] Southmere: staff agree.[2] Homes are full.[3]"
cat > expected <<TXT
docxcompose, pandoc: $marks [1] Those of March. [2] Those of May. [3] Those of June.
docxcompose, mammoth: ${marks//[/ [} Those of March. Those of May. Those of June.
docxcompose, LibreOffice: $marks [1] Those of May. [2] Those of June. [3] Those of March.
docx-merger, pandoc: $marks [1] Those of March. [2] Those of March. [3]
docx-merger, LibreOffice: $marks [1] Those of March. [2] [3]
TXT
diff expected saw || { echo "changed: the notes are others"; exit 1; }
echo "as seen: notes stand under other marks"
