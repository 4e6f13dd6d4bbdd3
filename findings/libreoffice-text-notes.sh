#!/usr/bin/env bash
# LibreOffice's conversion to plain text leaves out the words of all footnotes and endnotes, but keeps their marks, glued
# to the word before: "2024" with a footnote and an endnote becomes "20241i". (Its HTML, .docx and RTF keep the notes.)
#
# Why it matters: "convert everything to text first" is a common first step before a search. The notes cannot be found, and a year or
# figure with a note becomes another figure.
#
# Seen 2026-11-29 with Debian 12's libreoffice-writer-nogui 4:7.4.7-1+deb12u14; input by odfpy 1.4.1 (PyPI, Python 3.11).
set -euo pipefail

version=$(dpkg-query -W -f '${Version}' libreoffice-writer-nogui 2>/dev/null) ||
    version=$(dpkg-query -W -f '${Version}' libreoffice-writer 2>/dev/null) ||
    { echo "needs the Debian package libreoffice-writer-nogui or libreoffice-writer"; exit 2; }
echo "LibreOffice Writer $version"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check odfpy==1.4.1

cat > make.py <<'PY'
from odf.opendocument import OpenDocumentText
from odf.text import Note, NoteBody, NoteCitation, P
document = OpenDocumentText()
paragraph = P(text="Plans were late in 2024")
for kind, mark in (("footnote", "1"), ("endnote", "i")):
    note = Note(noteclass=kind)
    note.addElement(NoteCitation(text=mark))
    body = NoteBody()
    body.addElement(P(text=f"Words of the {kind}."))
    note.addElement(body)
    paragraph.addElement(note)
paragraph.addText(" and staff agree.")
document.text.addElement(paragraph)
document.save("report.odt")
PY
venv/bin/python make.py
HOME="$folder" soffice --headless --convert-to "txt:Text (encoded):UTF8" report.odt > /dev/null 2>&1
HOME="$folder" soffice --headless --convert-to html report.odt > /dev/null 2>&1
text=$(sed 's/^\xef\xbb\xbf//' report.txt)
notes=$(grep -o 'Words' report.html | wc -l)
echo "text: $text"
echo "notes in the HTML: $notes"
[ "$text" = "Plans were late in 20241i and staff agree." ] || { echo "changed: the text reads otherwise"; exit 1; }
[ "$notes" = 2 ] || { echo "changed: the HTML has other notes"; exit 1; }
echo "as seen: the notes are left out and their marks are glued"
