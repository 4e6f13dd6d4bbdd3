#!/usr/bin/env bash
# Three makers of .docx files number one list three ways. Of findings 7, 8 with (a) and (b) below, 9 and, after a paragraph, 10, htmldocx makes 1 to 6, counting (a) and
# (b) as 3 and 4 of the outer list; html-to-docx 1, 2, 3 and 1; helix-md2docx (from Markdown) 1, 2, 3 and 4. html-to-docx keeps no deletion (<del>), so
# "good" and "poor" are one word, and htmldocx puts a definition list into the paragraph before. @turbodocx/html-to-docx has the numbers.
#
# Why it matters: this is how a report on a page becomes one in Word, and findings are cited by their number. A table cell over two rows moves those
# of the next row to the left in htmldocx, so that a grade stands under Area.
#
# Seen 2026-11-30 with htmldocx 0.0.6 (PyPI, Python 3.11), html-to-docx 1.8.0, @turbodocx/html-to-docx 1.23.1, @adobe/helix-md2docx 2.2.50 (npm, Node
# 20), read by pandoc 3.9 (PyPI: pypandoc_binary 1.17).
set -euo pipefail

command -v npm > /dev/null || { echo "needs npm"; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check htmldocx==0.0.6 python-docx==1.2.0 pypandoc_binary==1.17
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . html-to-docx@1.8.0 @turbodocx/html-to-docx@1.23.1 @adobe/helix-md2docx@2.2.50 > /dev/null 2>&1
cat > report.html <<'HTML'
<ol start="7"><li>Plans</li><li>Visits<ol type="a"><li>homes</li><li>schools</li></ol></li><li>Staff</li></ol><p>Leaders know it.</p><ol start="10"><li>Homes</li></ol>
<p>Help is <del>good</del><ins>poor</ins>.</p><dl><dt>Care</dt><dd>Good</dd></dl>
<table><tr><th>Area</th><th>Year</th><th>Grade</th></tr><tr><td rowspan="2">Help</td><td>2021</td><td>Poor</td></tr><tr><td>2022</td><td>Good</td></tr></table>
HTML
printf '7. Plans\n8. Visits\n   1. homes\n   2. schools\n9. Staff\n\nLeaders know it.\n\n10. Homes\n' > report.md
cat > make.mjs <<'JS'
import { readFileSync, writeFileSync } from "node:fs";
import plain from "html-to-docx";
import turbo from "@turbodocx/html-to-docx";
import { md2docx } from "@adobe/helix-md2docx";
const bytes = async (file) => Buffer.from(file.arrayBuffer ? await file.arrayBuffer() : file);
const html = readFileSync("report.html", "utf8");
writeFileSync("html-to-docx.docx", await bytes(await (plain.default ?? plain)(html)));
writeFileSync("turbodocx.docx", await bytes(await (turbo.default ?? turbo)(html)));
writeFileSync("helix-md2docx.docx", await md2docx(readFileSync("report.md", "utf8"), {}));
JS
node make.mjs > log 2>&1 || { tail -n 5 log; exit 1; }
cat > read.py <<'PY'
import docx, htmldocx, pypandoc
htmldocx.HtmlToDocx().parse_html_string(open("report.html").read()).save("htmldocx.docx")
for name in ("htmldocx", "html-to-docx", "turbodocx", "helix-md2docx"):
    lines = pypandoc.convert_file(name + ".docx", "plain", extra_args=["--wrap=none"]).split("Area")[0].splitlines()
    print(f"{name}: {' | '.join(' '.join(line.split()) for line in lines if any(sign.isalpha() for sign in line))}")
    for table in docx.Document(name + ".docx").tables[:1]:
        print(f"{name}: last row {' | '.join(cell.text.strip() for cell in table.rows[-1].cells)}")
PY
venv/bin/python -W ignore read.py > saw
cat saw
cat > expected <<'TXT'
htmldocx: 1. Plans | 2. Visits | 3. homes | 4. schools | 5. Staff | Leaders know it. | 6. Homes | Help is goodpoor.CareGood
htmldocx: last row 2022 | Good | 
html-to-docx: 1. Plans | 2. Visits | 1. homes | 2. schools | 3. Staff | Leaders know it. | 1. Homes | Help is goodpoor. | Care | Good
html-to-docx: last row Help | 2022 | Good
turbodocx: 7. Plans | 8. Visits | 1. homes | 2. schools | 9. Staff | Leaders know it. | 10. Homes | Help is ~~good~~poor. | Care | Good
turbodocx: last row Help | 2022 | Good
helix-md2docx: 1. Plans | 2. Visits | a. homes | b. schools | 3. Staff | Leaders know it. | 4. Homes
TXT
diff expected saw || { echo "changed: lists are numbered otherwise"; exit 1; }
echo "as seen: three numberings of one list"
