#!/usr/bin/env bash
# MuPDF's conversion to .docx and .odt splits words behind each ligature: "First office: staff find it difficult" is "First offi ce: staff fi nd it diffi cult", from a
# PDF by Typst as from one by LibreOffice, where only some of the ligatures are drawn as such. The letters of a ligature and what follows
# become pieces with a space between. Its text of the same pages (mutool convert -F text) has whole words.
#
# Why it matters: office, staff, effective, different and findings are words of every report. In the Word file they look nearly right, and a search for them
# finds some of each.
#
# Seen 2026-11-30 with Debian 12's mupdf-tools 1.21.1+ds2-1+deb12u1; typst 0.15.2, python-docx 1.2.0 and pandoc 3.9 (PyPI: pypandoc_binary 1.17,
# Python 3.11).
set -euo pipefail

version=$(dpkg-query -W -f '${Version}' mupdf-tools 2> /dev/null) || { echo "needs the Debian package mupdf-tools"; exit 2; }
echo "mupdf-tools $version"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check typst==0.15.2 python-docx==1.2.0 pypandoc_binary==1.17
cat > report.typ <<'TYP'
#set page(width: 180mm, height: 60mm)
First office: staff find it difficult. The final findings differ.
TYP
venv/bin/python -c 'import typst; typst.compile("report.typ", output="report.pdf")'
for kind in text docx odt; do
    mutool convert -F $kind -o report.$kind report.pdf > log 2>&1 || { tail -n 5 log; exit 1; }
done
cat > read.py <<'PY'
import docx, pypandoc
print("text:", " ".join(open("report.text").read().split()))
print("docx:", " ".join(" ".join(paragraph.text for paragraph in docx.Document("report.docx").paragraphs).split()))
print("odt:", " ".join(pypandoc.convert_file("report.odt", "plain", extra_args=["--wrap=none"]).split()))
PY
venv/bin/python read.py > saw
cat saw
cat > expected <<'TXT'
text: First office: staff find it difficult. The final findings differ.
docx: First offi ce: staff fi nd it diffi cult. The fi nal fi ndings diff er.
odt: First offi ce: staff fi nd it diffi cult. The fi nal fi ndings diff er.
TXT
diff expected saw || { echo "changed: words are written otherwise"; exit 1; }
echo "as seen: a space stands behind each ligature"
