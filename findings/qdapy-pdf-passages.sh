#!/usr/bin/env bash
# qdapy reads a REFI-QDA project without the passages that are coded in the text of a PDF: those of a PDFSource's Representation, and
# codes given to a whole source, are in no table. It lists on import what it leaves out, and of these it says nothing: of four codings
# two are read, skipped is empty and the list names none.
#
# Why it matters: in a project over reports the sources are PDFs, and the text that goes with one is where passages are coded by character.
# Frequencies and agreement between coders are then computed from what is left, beside a notice that seems complete.
#
# Seen 2026-11-29 with qdaPy 0.1.0 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check qdaPy==0.1.0

cat > read.py <<'PY'
import warnings, zipfile, qdapy
def guid(n): return f"00000000-0000-4000-8000-{n:012}"
def coding(n): return f'<Coding guid="{guid(n)}" creatingUser="{guid(1)}"><CodeRef targetGUID="{guid(2)}"/></Coding>'
def passage(n, wanted):
    start = text.index(wanted)
    return f'<PlainTextSelection guid="{guid(n)}" startPosition="{start}" endPosition="{start + len(wanted)}">{coding(n + 1)}</PlainTextSelection>'
text = "Plans are late. Visits are few. Leaders agree."
project = f"""<?xml version="1.0" encoding="utf-8"?>
<Project xmlns="urn:QDA-XML:project:1.0" name="Northmere"><Users><User guid="{guid(1)}" name="Reader"/></Users>
<CodeBook><Codes><Code guid="{guid(2)}" name="delay" isCodable="true"/></Codes></CodeBook>
<Sources>
<TextSource guid="{guid(3)}" name="letter" plainTextPath="internal://{guid(3)}.txt">{passage(10, "Plans are late.")}{coding(12)}</TextSource>
<PDFSource guid="{guid(4)}" name="report" path="internal://{guid(4)}.pdf">
<PDFSelection guid="{guid(20)}" page="0" firstX="72" firstY="700" secondX="200" secondY="720">{coding(21)}</PDFSelection>
<Representation guid="{guid(5)}" plainTextPath="internal://{guid(5)}.txt">{passage(30, "Visits are few.")}</Representation></PDFSource>
</Sources></Project>"""
with zipfile.ZipFile("project.qdpx", "w") as file:
    file.writestr("project.qde", project)
    for n in (3, 5):
        file.writestr(f"sources/{guid(n)}.txt", text)
    file.writestr(f"sources/{guid(4)}.pdf", "%PDF-1.4\n")
with warnings.catch_warnings(record=True) as said:
    warnings.simplefilter("always")
    read = qdapy.read_qdpx("project.qdpx")
for row in read.fragments.itertuples():
    print(row.title, row.positionKind, repr(row.text))
print("in the file:", project.count("<Coding "), "codings; read:", len(read.fragments), "skipped:", read.skipped)
notice = " ".join(str(warning.message) for warning in said).lower()
print("the notice names:", [word for word in ("representation", "whole", "source coding", "plain text") if word in notice])
PY
venv/bin/python read.py > saw
cat saw
cat > expected <<'TXT'
letter text 'Plans are late.'
report pdf ''
in the file: 4 codings; read: 2 skipped: {}
the notice names: []
TXT
diff expected saw || { echo "changed: qdapy reads other codings"; exit 1; }
echo "as seen: two of four codings are read, and none is said to be left out"
