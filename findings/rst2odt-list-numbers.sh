#!/usr/bin/env bash
# Docutils' OpenDocument writer numbers each list from the beginning: paragraphs that the source numbers 7., 8. and, after a paragraph, 9. are 1., 2. and
# 1. in the .odt, (c) is a). Its HTML has start="7", start="9" and start="3" for the same source. Nothing is said.
#
# Why it matters: findings are cited by their number, and a report kept in reStructuredText goes to its readers as a web page and as a
# document, with two numbers for each finding.
#
# Seen 2026-11-30 with docutils 0.22 and pypandoc_binary 1.17 (pandoc 3.9; PyPI, Python 3.11) and Debian 12's
# libreoffice-writer-nogui 4:7.4.7-1+deb12u14.
set -euo pipefail

version=$(dpkg-query -W -f '${Version}' libreoffice-writer-nogui 2> /dev/null || dpkg-query -W -f '${Version}' libreoffice-writer 2> /dev/null) ||
    { echo "needs the Debian package libreoffice-writer-nogui"; exit 2; }
echo "LibreOffice $version"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check docutils==0.22 pypandoc_binary==1.17

cat > report.rst <<'RST'
7. Plans are late.
8. Visits are few.

Between.

9. Staff agree.

(c) Help is good.
(d) Care is poor.
RST
venv/bin/docutils --writer html5 report.rst report.html
venv/bin/docutils --writer odt report.rst report.odt > log 2>&1
{
    echo "said: $(wc -l < log) lines"
    grep -o '<ol[^>]*>' report.html | sed 's/^/HTML: /'
    soffice "-env:UserInstallation=file://$folder/profile" --headless --convert-to txt:Text report.odt > /dev/null 2>&1
    sed 's/^\xef\xbb\xbf//; s/^ */LibreOffice: /' report.txt | grep '[a-z]\.'
    venv/bin/python -c "import pypandoc; print(pypandoc.convert_file('report.odt', 'plain'))" | grep '[a-z]\.' | sed 's/^/pandoc: /; s/  */ /g'
} > saw
cat saw
cat > expected <<'TXT'
said: 0 lines
HTML: <ol class="arabic simple" start="7">
HTML: <ol class="arabic simple" start="9">
HTML: <ol class="loweralpha simple" start="3">
LibreOffice: 1. Plans are late.
LibreOffice: 2. Visits are few.
LibreOffice: Between.
LibreOffice: 1. Staff agree.
LibreOffice: a) Help is good.
LibreOffice: b) Care is poor.
pandoc: 1. Plans are late.
pandoc: 2. Visits are few.
pandoc: Between.
pandoc: 1. Staff agree.
pandoc: a) Help is good.
pandoc: b) Care is poor.
TXT
diff expected saw || { echo "changed: lists are numbered otherwise"; exit 1; }
echo "as seen: 7, 8 and 9 are 1, 2 and 1"
