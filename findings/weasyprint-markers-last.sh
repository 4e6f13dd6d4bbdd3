#!/usr/bin/env bash
# WeasyPrint paints all list markers of a page after all of its text. A reader that takes the text in the order of the content
# stream gets the list's words first and "7. 8. •" in a heap at the end of the page, away from their items, also after the
# paragraphs that follow the list. A reader that sorts by place puts them right.
#
# Why it matters: a paragraph's number is what it is cited by. Tools that read in stream order (pdftotext -raw, pypdf) leave the
# items unnumbered and make a paragraph of loose numbers.
#
# Seen 2026-11-29 with weasyprint 70.0, pypdf 7.1.1, Debian 12's poppler-utils 22.12.0-2+deb12u3
# (Python 3.11; needs Debian's libpango-1.0-0 and libpangoft2-1.0-0).
set -euo pipefail

version=$(dpkg-query -W -f '${Version}' poppler-utils 2>/dev/null) || { echo "needs the Debian package poppler-utils"; exit 2; }
echo "poppler-utils $version"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check weasyprint==70.0 pypdf==7.1.1

cat > make.py <<'PY'
import weasyprint
weasyprint.HTML(string="""<html lang="en"><title>Northmere</title>
<ol><li>Plans are late.</li><li>Records are thin.</li></ol>
<p>Leaders agree.</p><ul><li>Visits</li></ul><p>Next steps follow.</p></html>""").write_pdf("list.pdf")
from pypdf import PdfReader
print(" ".join(PdfReader("list.pdf").pages[0].extract_text().split()))
PY
pypdf=$(venv/bin/python make.py)
raw=$(pdftotext -raw list.pdf - | tr -s ' \n\f' ' ' | sed 's/ $//')
placed=$(pdftotext list.pdf - | tr -s ' \n\f' ' ' | sed 's/ $//')
echo "pypdf:           $pypdf"
echo "pdftotext -raw:  $raw"
echo "pdftotext:       $placed"

last="Plans are late. Records are thin. Leaders agree. Visits Next steps follow. 1. 2. •"
[ "$pypdf" = "$last" ] || { echo "changed: pypdf reads another order"; exit 1; }
[ "$raw" = "$last" ] || { echo "changed: pdftotext -raw reads another order"; exit 1; }
[ "$placed" = "1. Plans are late. 2. Records are thin. Leaders agree. • Visits Next steps follow." ] ||
    { echo "changed: pdftotext by place reads another order"; exit 1; }
echo "as seen: the markers come after all text of the page"
