#!/usr/bin/env bash
# pdf_oxide makes one line of a tagged PDF's paragraphs if no blank line is between them on the page, and where one ends with a full stop
# not even a space: "7. Plans are late.8. Visits are few.Grade: good 9. Staff agree." The same page without tags, which are there to
# tell paragraphs apart, comes out in five lines.
#
# Why it matters: "late.8" is neither the word late nor the number 8, and paragraphs can no longer be told by the number at their
# start. The better made a report is, the worse it reads, and whether it is tagged nobody sees.
#
# Seen 2026-11-30 with pdf_oxide 0.3.78 (PyPI, Python 3.11), Debian 12's libreoffice-writer-nogui 4:7.4.7-1+deb12u14 and poppler-utils
# 22.12.0-2+deb12u3.
set -euo pipefail

version=$(dpkg-query -W -f '${Version}' libreoffice-writer-nogui 2> /dev/null || dpkg-query -W -f '${Version}' libreoffice-writer 2> /dev/null) ||
    { echo "needs the Debian package libreoffice-writer-nogui"; exit 2; }
poppler=$(dpkg-query -W -f '${Version}' poppler-utils 2> /dev/null) || { echo "needs the Debian package poppler-utils"; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo "LibreOffice $version, poppler $poppler"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pdf_oxide==0.3.78

printf '%s\n' "Help is early" "7. Plans are late." "8. Visits are few." "Grade: good" "9. Staff agree." > report.txt
for tagged in true false; do
    soffice "-env:UserInstallation=file://$folder/profile" --headless \
        --convert-to 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"'$tagged'"}}' report.txt > /dev/null 2>&1
    mv report.pdf $tagged.pdf
    echo "tagged $tagged, pdftotext: $(pdftotext $tagged.pdf - | tr -d '\f' | grep . | paste -sd '|')"
    venv/bin/python -c 'import pdf_oxide, sys
text = pdf_oxide.PdfDocument(sys.argv[1] + ".pdf").extract_text(0)
print(f"tagged {sys.argv[1]}, pdf_oxide:", "|".join(line for line in text.splitlines() if line))' $tagged
done > saw
cat saw
lines="Help is early|7. Plans are late.|8. Visits are few.|Grade: good|9. Staff agree."
cat > expected <<TXT
tagged true, pdftotext: $lines
tagged true, pdf_oxide: Help is early 7. Plans are late.8. Visits are few.Grade: good 9. Staff agree.
tagged false, pdftotext: $lines
tagged false, pdf_oxide: $lines
TXT
diff expected saw || { echo "changed: paragraphs are read otherwise"; exit 1; }
echo "as seen: the tagged paragraphs are one line"
