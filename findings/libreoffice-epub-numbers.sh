#!/usr/bin/env bash
# LibreOffice's EPUB export leaves out the numbers and bullets of all lists: an item becomes a plain paragraph, and nothing
# in the book says which number it had. (Its HTML, .docx and PDF of the same file keep them.)
#
# Why it matters: findings are cited by the number of their paragraph. In a book made of a report they have none, and items of a list
# cannot be told from the text around them.
#
# Seen 2026-11-29 with Debian 12's libreoffice-writer-nogui 4:7.4.7-1+deb12u14; input by python-docx 1.2.0 (PyPI, Python 3.11).
set -euo pipefail

version=$(dpkg-query -W -f '${Version}' libreoffice-writer-nogui 2>/dev/null) ||
    version=$(dpkg-query -W -f '${Version}' libreoffice-writer 2>/dev/null) ||
    { echo "needs the Debian package libreoffice-writer-nogui or libreoffice-writer"; exit 2; }
echo "LibreOffice Writer $version"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check python-docx==1.2.0

cat > make.py <<'PY'
from docx import Document
document = Document()
for text in ("Northmere knows its schools.", "Plans are late."):
    document.add_paragraph(text, style="List Number")
document.add_paragraph("Read the plans each week.", style="List Bullet")
document.save("report.docx")
PY
venv/bin/python make.py
HOME="$folder" soffice --headless --convert-to epub report.docx > /dev/null 2>&1
HOME="$folder" soffice --headless --convert-to html report.docx > /dev/null 2>&1
venv/bin/python - > found <<'PY'
import re, zipfile
book = zipfile.ZipFile("report.epub")
pages = "".join(book.read(n).decode() for n in book.namelist() if n.endswith(".xhtml") and "toc" not in n)
body = pages[pages.find("Northmere") - 200:]
print("in the book:", re.sub("<[^>]+>", "|", body[body.find("<p"):]).replace("||", "|").strip("|\n ")[:60])
print("items in the book:", len(re.findall("<li[ >]", pages)))
print("items in the HTML:", len(re.findall("<li[ >]", open("report.html", encoding="utf-8").read().lower())))
PY
cat found
grep -q '^items in the book: 0$' found || { echo "changed: the book has items"; exit 1; }
grep -q '[1•].*Northmere' found && { echo "changed: the book has numbers"; exit 1; }
grep -q '^items in the HTML: 3$' found || { echo "changed: the HTML has other items"; exit 1; }
echo "as seen: the numbers and bullets of lists are left out"
