#!/usr/bin/env bash
# Two reports with page numbers i and 1 (page labels), joined into one PDF, give i, 1, 2, 3 where pikepdf, PyMuPDF or Ghostscript joined them:
# the second report's summary, on which i is printed, is page 2 for every reader, and its page 1 is 3. pypdf, pdftk, pdfunite and pdf-lib
# drop all the labels (1, 2, 3, 4). Only qpdf's own program says i, 1, i, 1, and it drops the bookmarks, as do pdfunite and
# pdf-lib; pikepdf, built on qpdf, and PyMuPDF keep those of the first report alone.
#
# Why it matters: a passage is cited by the number that its page shows. Labels that are gone are seen; a label that counts on into
# another report's pages is a wrong page number that looks like a right one.
#
# Seen 2026-11-30 with typst 0.15.2, pikepdf 10.18.0, pypdf 7.1.1, PyMuPDF 2.0 (PyPI, Python 3.11), pdf-lib 1.17.1 (npm, Node 20) and of
# Debian 12 qpdf 11.3.0-1+deb12u1, pdftk-java 3.3.2-1, poppler-utils 22.12.0-2+deb12u3, ghostscript 10.0.0~dfsg-11+deb12u9.
set -euo pipefail

for package in qpdf pdftk-java poppler-utils ghostscript; do
    version=$(dpkg-query -W -f '${Version}' "$package" 2>/dev/null) || { echo "needs the Debian package $package"; exit 2; }
    echo "$package $version"
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check typst==0.15.2 pikepdf==10.18.0 pypdf==7.1.1 PyMuPDF==2.0
npm install --silent --no-audit --no-fund --prefix . pdf-lib@1.17.1 > /dev/null 2>&1

for home in Northmere Southmere; do
    cat > $home.typ <<TYP
#set page(numbering: "i")
= Summary of $home
Plans are late.
#set page(numbering: "1")
#counter(page).update(1)
= Findings in $home
Visits are few.
TYP
done
cat > join.py <<'PY'
import pikepdf, pymupdf, pypdf, typst
names = [home + ".pdf" for home in ("Northmere", "Southmere")]
for name in names:
    typst.compile(name[:-3] + "typ", output=name)
with pikepdf.open(names[0]) as joined, pikepdf.open(names[1]) as second:
    joined.pages.extend(second.pages)
    joined.save("pikepdf.pdf")
with pymupdf.open(names[0]) as joined, pymupdf.open(names[1]) as second:
    joined.insert_pdf(second)
    joined.save("pymupdf.pdf")
joined = pypdf.PdfWriter()
for name in names:
    joined.append(name)
joined.write("pypdf.pdf")
PY
cat > join.cjs <<'JS'
const { PDFDocument } = require("pdf-lib"), { readFileSync, writeFileSync } = require("node:fs");
(async () => {
    const joined = await PDFDocument.create();
    for (const home of ["Northmere", "Southmere"]) {
        const file = await PDFDocument.load(readFileSync(home + ".pdf"));
        for (const page of await joined.copyPages(file, file.getPageIndices())) joined.addPage(page);
    }
    writeFileSync("pdf-lib.pdf", await joined.save());
})();
JS
venv/bin/python join.py
node join.cjs
qpdf --empty --pages Northmere.pdf Southmere.pdf -- qpdf.pdf
pdftk Northmere.pdf Southmere.pdf cat output pdftk.pdf
pdfunite Northmere.pdf Southmere.pdf pdfunite.pdf 2> /dev/null
gs -q -sDEVICE=pdfwrite -o ghostscript.pdf Northmere.pdf Southmere.pdf 2> /dev/null
cat > read.py <<'PY'
import logging, pypdf
logging.disable()
for name in "Northmere", "Southmere", "pikepdf", "pymupdf", "ghostscript", "pypdf", "pdftk", "pdfunite", "pdf-lib", "qpdf":
    file = pypdf.PdfReader(name + ".pdf")
    print(f"{name}: pages {' '.join(file.page_labels)}; bookmarks {', '.join(mark.title for mark in file.outline) or 'none'}")
PY
venv/bin/python read.py > saw
cat saw
cat > expected <<'TXT'
Northmere: pages i 1; bookmarks Summary of Northmere, Findings in Northmere
Southmere: pages i 1; bookmarks Summary of Southmere, Findings in Southmere
pikepdf: pages i 1 2 3; bookmarks Summary of Northmere, Findings in Northmere
pymupdf: pages i 1 2 3; bookmarks Summary of Northmere, Findings in Northmere
ghostscript: pages i 1 2 3; bookmarks Summary of Northmere, Findings in Northmere, Summary of Southmere, Findings in Southmere
pypdf: pages 1 2 3 4; bookmarks Summary of Northmere, Findings in Northmere, Summary of Southmere, Findings in Southmere
pdftk: pages 1 2 3 4; bookmarks Summary of Northmere, Findings in Northmere, Summary of Southmere, Findings in Southmere
pdfunite: pages 1 2 3 4; bookmarks none
pdf-lib: pages 1 2 3 4; bookmarks none
qpdf: pages i 1 i 1; bookmarks none
TXT
diff expected saw || { echo "changed: page numbers of joined reports are others"; exit 1; }
echo "as seen: three programs count the first report's pages on"
