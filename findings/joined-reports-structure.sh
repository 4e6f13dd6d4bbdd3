#!/usr/bin/env bash
# Two tagged reports joined into one PDF: for pdf.js the page of the second report has the structure of the first one's page, with its
# picture and the picture's alternative text, and none of its own words is in it. pikepdf (pages.extend), pdf-lib (copyPages into
# the first file) and qpdf (first.pdf --pages ...) copy a page with its /StructParents number, which then points into the first
# report's tree. Started from an empty file, qpdf leaves no tree, so pdf.js knows of no structure at all.
#
# Why it matters: Firefox reads a page out by that structure, and tools that take headings and alternative texts from it give one home's
# to another's page: "Map of Northmere" stands on Southmere's page. The file still says that it is tagged.
#
# Seen 2026-11-30 with typst 0.15.2, pikepdf 10.18.0 (PyPI, Python 3.11), pdf-lib 1.17.1 and pdfjs-dist 6.1.200 (npm, Node 20), and
# qpdf 11.3.0-1+deb12u1 of Debian 12.
set -euo pipefail

version=$(dpkg-query -W -f '${Version}' qpdf 2>/dev/null) || { echo "needs the Debian package qpdf"; exit 2; }
echo "qpdf $version"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check typst==0.15.2 pikepdf==10.18.0
npm install --silent --no-audit --no-fund --prefix . pdf-lib@1.17.1 pdfjs-dist@6.1.200 > /dev/null 2>&1

echo '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>' > map.svg
printf '= Northmere\n#image("map.svg", alt: "Map of Northmere", width: 2cm)\nPlans are late.\n' > first.typ
printf '= Southmere\nPlans are early.\n\nVisits are many.\n' > second.typ
cat > write.py <<'PY'
import pikepdf, typst
for name in "first", "second":
    typst.compile(name + ".typ", output=name + ".pdf")
with pikepdf.open("first.pdf") as joined, pikepdf.open("second.pdf") as second:
    joined.pages.extend(second.pages)
    joined.save("pikepdf.pdf")
PY
venv/bin/python write.py
qpdf first.pdf --pages first.pdf second.pdf -- qpdf.pdf
qpdf --empty --pages first.pdf second.pdf -- qpdf-empty.pdf
cat > read.mjs <<'JS'
import { readFileSync, writeFileSync } from "node:fs";
import { PDFDocument } from "pdf-lib";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
const joined = await PDFDocument.load(readFileSync("first.pdf")), second = await PDFDocument.load(readFileSync("second.pdf"));
for (const page of await joined.copyPages(second, [0])) joined.addPage(page);
writeFileSync("pdf-lib.pdf", await joined.save());

// The roles of a page's elements, with alternative texts and the words that belong to each.
const show = (node, words) => node.role + (node.alt ? ` (${node.alt})` : "") + "["
    + node.children.map(child => child.role ? show(child, words) : words[child.id] ?? "").join(", ") + "]";
for (const [name, number] of [["second", 1], ["pikepdf", 2], ["pdf-lib", 2], ["qpdf", 2], ["qpdf-empty", 2]]) {
    const file = await getDocument({ data: new Uint8Array(readFileSync(name + ".pdf")), verbosity: 0 }).promise;
    const page = await file.getPage(number), tree = await page.getStructTree(), words = {};
    let last;
    for (const item of (await page.getTextContent({ includeMarkedContent: true })).items)
        if (item.id) last = item.id; else if (item.str) words[last] = (words[last] ?? "") + item.str;
    console.log(`${name}: ${tree && show(tree, words)}; marked ${(await file.getMarkInfo())?.Marked}; words ${Object.values(words).join(" ")}`);
}
JS
node read.mjs > saw 2> log || { cat log; exit 1; }
cat saw
cat > expected <<'TXT'
second: Root[Document[H1[Southmere], P[Plans are early.], P[Visits are many.]]]; marked true; words Southmere Plans are early. Visits are many.
pikepdf: Root[Document[H1[], Figure (Map of Northmere)[], P[]]]; marked true; words Southmere Plans are early. Visits are many.
pdf-lib: Root[Document[H1[], Figure (Map of Northmere)[], P[]]]; marked true; words Southmere Plans are early. Visits are many.
qpdf: Root[Document[H1[], Figure (Map of Northmere)[], P[]]]; marked true; words Southmere Plans are early. Visits are many.
qpdf-empty: null; marked undefined; words Southmere Plans are early. Visits are many.
TXT
diff expected saw || { echo "changed: the structure of joined reports is another"; exit 1; }
echo "as seen: the second report has the first one's structure"
