#!/usr/bin/env bash
# pandoc does not read the footnotes that it wrote itself into RTF. It writes a note as {\*\footnote ...}, and its RTF reader
# takes the \* ("may be skipped by who does not know it") at its word although it knows \footnote without it. The note and its
# mark are gone, with no warning. LibreOffice too writes notes with \*, so those are lost as well.
#
# Why it matters: numbers and sources of a finding often stand in the notes. RTF converted by pandoc has them or not, depending on
# two characters that the word processor chose.
#
# Seen 2026-11-29 with pandoc 3.9 (PyPI: pypandoc_binary 1.17, Python 3.11); Debian 12's pandoc 2.17.1.1 does the same.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pypandoc_binary==1.17

cat > read.py <<'PY'
import pypandoc
wrote = pypandoc.convert_text("Plans are late.[^1] Staff agree.\n\n[^1]: Three of eight.", "rtf", format="markdown", extra_args=["-s"])
without = wrote.replace(r"{\*\footnote", r"{\footnote")
read = lambda rtf: " / ".join(pypandoc.convert_text(rtf, "plain", format="rtf", extra_args=["--wrap=none"]).split("\n\n")).strip()
print("the note's words are in the file:", "Three of eight." in wrote)
print("as written:", read(wrote))
print("without \\*:", read(without))
PY
venv/bin/python read.py > saw 2>&1
cat saw
cat > expected <<'TXT'
the note's words are in the file: True
as written: Plans are late. Staff agree.
without \*: Plans are late.[1] Staff agree. / [1] Three of eight.
TXT
diff expected saw || { echo "changed: pandoc treats its own footnotes otherwise"; exit 1; }
echo "as seen: the note is lost as pandoc writes it"
