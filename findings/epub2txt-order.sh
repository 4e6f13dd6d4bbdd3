#!/usr/bin/env bash
# epub2txt puts the chapters in the order in which the book's package names its files, not in that of reading (the spine), with the table
# of contents among them, and puts nothing between the pieces of a chapter: "HelpHelpPlans arelate.Visits are few." is its
# title, its heading, and two paragraphs of which the first has a line break.
#
# Why it matters: the package's list is often sorted by name, and then the summary stands behind the annexes. The last word of a paragraph
# and the first of the next are one word, so are the cells of a table ("GradeGood").
#
# Seen 2026-11-30 with epub2txt 0.1.6, which installed EbookLib 0.17.1 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check epub2txt==0.1.6 EbookLib==0.17.1

cat > read.py <<'PY'
import zipfile
from epub2txt import epub2txt
def page(title, body):
    return ('<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
            f"<head><title>{title}</title></head><body>{body}</body></html>")
with zipfile.ZipFile("report.epub", "w") as book:
    book.writestr("mimetype", "application/epub+zip")
    book.writestr("META-INF/container.xml", '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="book/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>')
    names = ["annex", "help", "nav", "summary"]
    properties = {"nav": "properties='nav'"}
    manifest = "".join(f'<item id="{name}" href="{name}.xhtml" media-type="application/xhtml+xml" {properties.get(name, "")}/>'
                       for name in names)
    spine = "".join(f'<itemref idref="{name}"/>' for name in ("summary", "help", "annex"))
    book.writestr("book/book.opf", f'''<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">northmere</dc:identifier><dc:title>Northmere</dc:title>
<dc:language>en</dc:language><meta property="dcterms:modified">2022-03-14T00:00:00Z</meta></metadata>
<manifest>{manifest}</manifest><spine>{spine}</spine></package>''')
    book.writestr("book/nav.xhtml", page("Contents", '<nav epub:type="toc"><ol><li><a href="summary.xhtml">Summary</a></li></ol></nav>'))
    book.writestr("book/summary.xhtml", page("Summary", "<h1>Summary</h1><table><tr><td>Grade</td><td>Good</td></tr></table>"))
    book.writestr("book/help.xhtml", page("Help", "<h1>Help</h1><p>Plans are<br/>late.</p><p>Visits are few.</p>"))
    book.writestr("book/annex.xhtml", page("Annex", "<p>Case numbers.</p>"))
for chapter in epub2txt("report.epub", outputlist=True):
    print(repr(chapter))
PY
venv/bin/python -W ignore read.py > saw
cat saw
cat > expected <<'TXT'
'AnnexCase numbers.'
'HelpHelpPlans arelate.Visits are few.'
'ContentsSummary'
'SummarySummaryGradeGood'
TXT
diff expected saw || { echo "changed: epub2txt reads otherwise"; exit 1; }
echo "as seen: in another order, and glued"
