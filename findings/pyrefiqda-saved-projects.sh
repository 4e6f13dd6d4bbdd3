#!/usr/bin/env bash
# A REFI-QDA project that pyrefiqda has loaded and saved, as its documentation shows, has no texts any more: the archive holds project.qde alone, the sources only if their folder is named as well. qdapy, which
# reads it then, gives the name of a coded passage ("mark 1") for its words, and no error. The folder is written "Sources" by some programs and "sources" by others: pyrefiqda gives the second as the
# path in each case, so that for the first there is no file at it, and to qdpxlib the first is an error; qdapy reads both.
#
# Why it matters: the format is how coded reports are carried from one program for qualitative research to the next, and the passages are what was coded. Each step
# looks as if it had worked, and all codings are there.
#
# Seen 2026-12-01 with pyrefiqda 0.3.1, qdapy 0.1.0 and qdpxlib 0.1.4 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pyrefiqda==0.3.1 qdapy==0.1.0 qdpxlib==0.1.4 tqdm==4.67.1
cat > read.py <<'PY'
import os
import warnings
import zipfile
warnings.filterwarnings("ignore")
import qdpxlib
from pyrefiqda.refiproject import RefiProject
from qdapy.qdpx import read_qdpx

def guid(n): return f"00000000-0000-4000-8000-{n:012}"
project = f"""<?xml version="1.0" encoding="utf-8"?>
<Project xmlns="urn:QDA-XML:project:1.0" name="Northmere">
<Users><User guid="{guid(1)}" name="Reader"/></Users>
<CodeBook><Codes><Code guid="{guid(2)}" name="leaders" isCodable="true"/></Codes></CodeBook>
<Sources><TextSource guid="{guid(3)}" name="report" plainTextPath="internal://{guid(3)}.txt">
<PlainTextSelection guid="{guid(4)}" name="mark 1" startPosition="0" endPosition="14">
<Coding guid="{guid(5)}"><CodeRef targetGUID="{guid(2)}"/></Coding></PlainTextSelection>
</TextSource></Sources></Project>"""

def read(name, path):
    print(f"{name}, in the archive: {[entry.split('/')[0] for entry in zipfile.ZipFile(path).namelist()]}")
    print(f"{name}, qdapy: {read_qdpx(path).fragments['text'].tolist()}")
    try:
        print(f"{name}, qdpxlib: {[coding[1] for coding in qdpxlib.QDPXFile(path, filter_std=None).codings]}")
    except OSError as error:
        print(f"{name}, qdpxlib: {type(error).__name__}")

for spelt in ("sources", "Sources"):
    with zipfile.ZipFile(f"{spelt}.qdpx", "w") as file:
        file.writestr("project.qde", project)
        file.writestr(f"{spelt}/{guid(3)}.txt", "Leaders agree. Staff do not.")
    read(spelt, f"{spelt}.qdpx")
    loaded = RefiProject.load(f"{spelt}.qdpx", extract_dir=f"of-{spelt}")
    path = RefiProject.resolve_source_path(loaded.sources.text_source[0].plain_text_path, f"of-{spelt}")
    print(f"{spelt}, pyrefiqda's path: {path.parent}, a file: {os.path.exists(path)}")
    RefiProject.save(loaded, f"{spelt}-saved.qdpx")
    read(f"{spelt}, saved", f"{spelt}-saved.qdpx")
RefiProject.save(loaded, "with-sources.qdpx", source_media_dir="of-Sources/Sources")
read("saved with its folder", "with-sources.qdpx")
PY
venv/bin/python read.py > saw 2> log || { tail -n 5 log; exit 1; }
cat saw
cat > expected <<'TXT'
sources, in the archive: ['project.qde', 'sources']
sources, qdapy: ['Leaders agree.']
sources, qdpxlib: ['Leaders agree.']
sources, pyrefiqda's path: of-sources/sources, a file: True
sources, saved, in the archive: ['project.qde']
sources, saved, qdapy: ['mark 1']
sources, saved, qdpxlib: FileNotFoundError
Sources, in the archive: ['project.qde', 'Sources']
Sources, qdapy: ['Leaders agree.']
Sources, qdpxlib: FileNotFoundError
Sources, pyrefiqda's path: of-Sources/sources, a file: False
Sources, saved, in the archive: ['project.qde']
Sources, saved, qdapy: ['mark 1']
Sources, saved, qdpxlib: FileNotFoundError
saved with its folder, in the archive: ['project.qde', 'sources']
saved with its folder, qdapy: ['Leaders agree.']
saved with its folder, qdpxlib: ['Leaders agree.']
TXT
diff expected saw || { echo "changed: projects are saved or read otherwise"; exit 1; }
echo "as seen: a saved project has no texts"
