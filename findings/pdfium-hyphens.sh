#!/usr/bin/env bash
# PDFium puts an unprintable sign for a hyphen between letters at a line's end and takes the line's end away: "care-" over "leavers" is
# "care\ufffeleavers" by one of pypdfium2's ways (get_text_range) and "care\x02leavers" by the other (get_text_bounded). A hyphen that
# belongs to the word is treated like one that a typesetter put in; between digits, "16-" over "17", hyphen and line's end stay.
#
# Why it matters: the text looks right on a screen that shows no such signs, and neither "care-leavers" nor "care leavers" is found in it.
#
# Seen 2026-11-29 with pypdfium2 5.15.2, reportlab 5.1.0, pypdf 7.1.1 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pypdfium2==5.15.2 reportlab==5.1.0 pypdf==7.1.1

cat > read.py <<'PY'
import pypdf, pypdfium2
from reportlab.pdfgen.canvas import Canvas
canvas = Canvas("report.pdf", pagesize=(200, 200))
lines = canvas.beginText(20, 150)
for line in ["Ages 16-", "17 and care-", "leavers, late -", "as before."]:
    lines.textLine(line)
canvas.drawText(lines)
canvas.save()
page = pypdfium2.PdfDocument("report.pdf")[0].get_textpage()
print("get_text_range:", ascii(page.get_text_range()))
print("get_text_bounded:", ascii(page.get_text_bounded()))
print("pypdf:", ascii(pypdf.PdfReader("report.pdf").pages[0].extract_text()))
PY
venv/bin/python read.py > saw
cat saw
cat > expected <<'TXT'
get_text_range: 'Ages 16-\r\n17 and care\ufffeleavers, late -\r\nas before.'
get_text_bounded: 'Ages 16-\r\n17 and care\x02leavers, late -\r\nas before.'
pypdf: 'Ages 16-\n17 and care-\nleavers, late -\nas before.\n'
TXT
diff expected saw || { echo "changed: hyphens at line ends are read otherwise"; exit 1; }
echo "as seen: a hyphen at a line's end is another sign"
