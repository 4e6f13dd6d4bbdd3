#!/usr/bin/env bash
# odfpy's text of an OpenDocument paragraph has the words of its footnotes and comments in the middle, glued to both sides: "Plans were late in 2022, and few." with a note to the year is
# "Plans were late in 20221Those of March., and few.", and a comment stands in its sentence with its author and date: "Visits are Ann2022-03-14T09:30:00Really?few." Asked for all
# paragraphs (getElementsByType) it gives the words of note and comment once more, as paragraphs of the text.
#
# Why it matters: teletype.extractText is what it offers for the text of an .odt, and counts words and finds phrases for many scripts. The year with a mark is another
# number, and a remark about a finding is a part of it.
#
# Seen 2026-11-30 with odfpy 1.4.1 and pandoc 3.9 (pypandoc_binary 1.17) (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check odfpy==1.4.1 pypandoc_binary==1.17
cat > report.md <<'MD'
Plans were late in 2022[^1], and few.

Visits are few.

[^1]: Those of March.
MD
cat > read.py <<'PY'
import pypandoc, zipfile
from odf import opendocument, teletype, text
pypandoc.convert_file("report.md", "odt", format="markdown", outputfile="plain.odt")
comment = "<office:annotation><dc:creator>Ann</dc:creator><dc:date>2022-03-14T09:30:00</dc:date><text:p>Really?</text:p></office:annotation>"
with zipfile.ZipFile("plain.odt") as plain, zipfile.ZipFile("report.odt", "w") as report:
    for part in plain.infolist():
        content = plain.read(part)
        if part.filename == "content.xml":
            content = content.replace(b"Visits are few.", f"Visits are {comment}few.".encode())
        report.writestr(part, content)
for paragraph in opendocument.load("report.odt").body.getElementsByType(text.P):
    print("odfpy:", teletype.extractText(paragraph))
print("pandoc:", pypandoc.convert_file("report.odt", "plain", extra_args=["--wrap=none"]).split("\n"))
PY
venv/bin/python read.py > saw
cat saw
cat > expected <<'TXT'
odfpy: Plans were late in 20221Those of March., and few.
odfpy: Those of March.
odfpy: Visits are Ann2022-03-14T09:30:00Really?few.
odfpy: Really?
pandoc: ['Plans were late in 2022[1], and few.', '', 'Visits are few.', '', '[1] Those of March.', '']
TXT
diff expected saw || { echo "changed: other words are read"; exit 1; }
echo "as seen: notes are in the middle of words"
