#!/usr/bin/env bash
# An OpenDocument text with tracked changes begins, for three of its readers, with what was deleted: of "Help is good", changed to "poor", odfpy's paragraphs and calibre's text have "good" as their first
# paragraph, odt2txt has the author and the day of each change as well ("Ann2022-03-14"). In LibreOffice's own text the words are "goodpoor", in AbiWord's "poorin most
# homes". pandoc and odfdo read what the page would be. The format keeps deletions in a list at the head of the text.
#
# Why it matters: drafts are sent round with changes tracked. A search for good finds the report whose grade is poor in four of seven programs, and nothing
# beside the word says that it was taken out.
#
# Seen 2026-11-30 with Debian 12's libreoffice-writer-nogui 4:7.4.7-1+deb12u14, odt2txt 0.5-7, abiword 3.0.5~dfsg-3.2 and calibre 6.13.0+repack-2+deb12u10; pandoc 3.9 (pypandoc_binary
# 1.17), odfdo 3.27.3, odfpy 1.4.1 and python-docx 1.2.0 (PyPI, Python 3.11).
set -euo pipefail

command -v soffice > /dev/null || { echo "needs the Debian package libreoffice-writer-nogui"; exit 2; }
for package in odt2txt abiword calibre; do
    version=$(dpkg-query -W -f '${Version}' $package 2> /dev/null) || { echo "needs the Debian package $package"; exit 2; }
    echo "$package $version"
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pypandoc_binary==1.17 odfdo==3.27.3 odfpy==1.4.1 python-docx==1.2.0

cat > write.py <<'PY'
import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
draft = docx.Document()
draft.add_paragraph("Northmere")
paragraph = draft.add_paragraph("Help is ")
marks = f'{nsdecls("w")} w:author="Ann" w:date="2022-03-14T00:00:00Z"'
paragraph._p.append(parse_xml(f'<w:del w:id="1" {marks}><w:r><w:delText>good</w:delText></w:r></w:del>'))
paragraph._p.append(parse_xml(f'<w:ins w:id="2" {marks}><w:r><w:t>poor</w:t></w:r></w:ins>'))
paragraph.add_run(" in most homes.")
draft.save("draft.docx")
PY
venv/bin/python write.py
export HOME=$folder
convert() {
    soffice -env:UserInstallation="file://$folder/profile" --headless --convert-to "$1" "$2" > log 2>&1 || { tail -n 5 log; exit 1; }
}
convert odt draft.docx
convert "txt:Text (encoded):UTF8" draft.odt
mv draft.txt LibreOffice.txt
odt2txt draft.odt > odt2txt.txt
abiword --to=txt draft.odt -o AbiWord.txt 2> log || { tail -n 5 log; exit 1; }
ebook-convert draft.odt calibre.txt > log 2>&1 || { tail -n 5 log; exit 1; }
cat > read.py <<'PY'
import odfdo, pypandoc
from odf import opendocument, teletype, text
texts = {name: open(f"{name}.txt", encoding="utf-8-sig").read() for name in ("LibreOffice", "odt2txt", "AbiWord", "calibre")}
texts |= {"odfpy": "\n".join(teletype.extractText(paragraph) for paragraph in opendocument.load("draft.odt").getElementsByType(text.P)),
          "odfdo": odfdo.Document("draft.odt").get_formatted_text(), "pandoc": pypandoc.convert_file("draft.odt", "plain")}
for name, words in texts.items():
    print(f"{name}:", " / ".join(line.strip() for line in words.split("\n") if line.strip()))
PY
venv/bin/python read.py > saw
cat saw
cat > expected <<'TXT'
LibreOffice: Northmere / Help is goodpoor in most homes.
odt2txt: Ann2022-03-14 / good / Ann2022-03-14 / Northmere / Help is poor in most homes.
AbiWord: Northmere / Help is poorin most homes.
calibre: good / Northmere / Help is poor in most homes.
odfpy: good / Northmere / Help is poor in most homes.
odfdo: Northmere / Help is poor in most homes.
pandoc: Northmere / Help is poor in most homes.
TXT
diff expected saw || { echo "changed: deleted words are read otherwise"; exit 1; }
echo "as seen: the text begins with what was deleted"
