#!/usr/bin/env bash
# EbookLib makes page numbers of notes: a book that it has read and writes again has a list of pages (epub:type="page-list") with
# an entry for each element that has an epub:type and an id, so with one for every footnote and every section, and nobody asked
# for one. The titles of the chapters' files are gone, and the spine names a table of contents (ncx) that is not in the book.
#
# Why it matters: reading systems offer "go to page", and pages are what reports are cited by. Of a report that was only opened to
# change its title, the footnotes are now the pages.
#
# Seen 2026-11-30 with EbookLib 0.20 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check EbookLib==0.20

cat > rewrite.py <<'PY'
import re, zipfile
from ebooklib import epub
def page(title, body):
    return ('<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
            f"<head><title>{title}</title></head><body>{body}</body></html>")
with zipfile.ZipFile("report.epub", "w") as book:
    book.writestr("mimetype", "application/epub+zip")
    book.writestr("META-INF/container.xml", '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="book/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>')
    book.writestr("book/book.opf", '''<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">northmere</dc:identifier><dc:title>Northmere</dc:title>
<dc:language>en</dc:language><meta property="dcterms:modified">2022-03-14T00:00:00Z</meta></metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="help" href="help.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="help"/></spine></package>''')
    book.writestr("book/nav.xhtml", page("Contents", '<nav epub:type="toc"><ol><li><a href="help.xhtml">Help</a></li></ol></nav>'))
    book.writestr("book/help.xhtml", page("Help and protection", '<section epub:type="chapter" id="help"><h1>Help</h1><p>Plans are late.'
        '<a epub:type="noteref" href="#note1">1</a></p><aside epub:type="footnote" id="note1"><p>Of 2022.</p></aside></section>'))
epub.write_epub("again.epub", epub.read_epub("report.epub"))
for name in ("report.epub", "again.epub"):
    with zipfile.ZipFile(name) as book:
        parts = {part.split("/")[-1]: book.read(part).decode() for part in book.namelist()}
    pages = re.search(r'<nav[^>]*page-list.*?</nav>', parts["nav.xhtml"], re.S)
    print(name, "pages:", re.findall(r'href="([^"]*)"', pages[0]) if pages else None,
          "title:", re.findall("<title>(.*?)</title>", parts["help.xhtml"]),
          "ncx: named" if 'toc="ncx"' in "".join(parts.values()) else "ncx: not named", any(part.endswith("ncx") for part in parts))
PY
venv/bin/python -W ignore rewrite.py > saw
cat saw
cat > expected <<'TXT'
report.epub pages: None title: ['Help and protection'] ncx: not named False
again.epub pages: ['help.xhtml#help', 'help.xhtml#note1'] title: [] ncx: named False
TXT
diff expected saw || { echo "changed: EbookLib writes other pages"; exit 1; }
echo "as seen: notes and sections are pages"
