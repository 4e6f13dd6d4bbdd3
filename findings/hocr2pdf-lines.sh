#!/usr/bin/env bash
# hocr2pdf, which lays the words that tesseract read under the picture of a page, puts each word on a line of its own: "Plans are not late" is four lines, one below the other, for pdftotext and pypdf, and
# the words lie far below where they are seen. tesseract writes each word on a line of its own in its hOCR file, which in HTML is nothing but a space, and hocr2pdf takes it for the end of a
# line; so too with the option to place words together (-s). With the line's ends taken out of the file the words of a line are on one line.
#
# Why it matters: scanned reports are made searchable so. No phrase of two words is found, a paragraph is a column of words, and what is marked on
# the picture is not what was looked for.
#
# Seen 2026-11-30 with Debian 12's exactimage 1.0.2-11+b2, tesseract-ocr 5.3.0-2 and poppler-utils 22.12.0; pypdf 7.1.1 and Pillow 13.0.0 (PyPI, Python 3.11).
set -euo pipefail

for package in exactimage tesseract-ocr poppler-utils; do
    version=$(dpkg-query -W -f '${Version}' "$package" 2> /dev/null) || { echo "needs the Debian package $package"; exit 2; }
    echo "$package $version"
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pypdf==7.1.1 Pillow==13.0.0
cat > draw.py <<'PY'
from PIL import Image, ImageDraw, ImageFont
page = Image.new("RGB", (1240, 600), "white")
font = ImageFont.load_default(36)
for row, words in enumerate(("Plans are not late in most homes.", "Visits are few in Northmere.")):
    ImageDraw.Draw(page).text((120, 120 + 80 * row), words, "black", font)
page.save("page.jpg", dpi=(150, 150))
PY
venv/bin/python draw.py
tesseract page.jpg page --dpi 150 hocr > log 2>&1 || { tail -n 5 log; exit 1; }
tr '\n' ' ' < page.hocr | sed 's/> *</></g; s/<\/span><span class=.ocrx_word/<\/span> <span class="ocrx_word/g; s/"ocrx_word. /"ocrx_word" /g' > joined.hocr
show() {
    echo "$1, pdftotext: $(pdftotext -layout "$2" - | tr -d '\f' | grep . | sed 's/^ *//; s/ *$//' | paste -sd '/')"
    echo "$1, pypdf: $(venv/bin/python -c "import pypdf, sys; print('/'.join(' '.join(line.split()) for line in pypdf.PdfReader('$2').pages[0].extract_text().split('\n') if line.strip()))")"
}
{
    hocr2pdf -r 150 -i page.jpg -o page.pdf < page.hocr 2> log; show "as tesseract wrote it" page.pdf
    hocr2pdf -s -r 150 -i page.jpg -o page.pdf < page.hocr 2> log; show "with -s" page.pdf
    hocr2pdf -r 150 -i page.jpg -o page.pdf < joined.hocr 2> log; show "without line's ends" page.pdf
} > saw
cat saw
cat > expected <<'TXT'
as tesseract wrote it, pdftotext: Plans/are/not/late/in/most/homes./Visits/are/few/in/Northmere.
as tesseract wrote it, pypdf: Plans/are/not/late/in/most/homes./Visits/are/few/in/Northmere.
with -s, pdftotext: Plans/are/not/late/in/most/homes./Visits/are/few/in/Northmere.
with -s, pypdf: Plans/are/not/late/in/most/homes./Visits/are/few/in/Northmere.
without line's ends, pdftotext: Plans are not late in most homes./Visits are few in Northmere.
without line's ends, pypdf: Plans are not late in most homes./Visits are few in Northmere.
TXT
diff expected saw || { echo "changed: words are placed otherwise"; exit 1; }
echo "as seen: each word is a line"
