#!/usr/bin/env bash
# qdpxlib cuts a coded passage out of a REFI-QDA project by bytes, although the standard counts characters: each curly apostrophe
# before a passage moves it two places back. It then keeps only pieces that end like a sentence, so a passage that was moved
# into the middle of one is not wrong but gone: two apostrophes and the code has no passage at all.
#
# Why it matters: a project exported for MAXQDA or NVivo is right, a colleague reads it with this library and misses codings, more of
# them the further down the report.
#
# Seen 2026-11-29 with qdpxlib 0.1.4, tqdm 4.67.1 (which it needs and does not ask for), numpy 2.3.5 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check qdpxlib==0.1.4 tqdm==4.67.1 numpy==2.3.5

cat > read.py <<'PY'
import zipfile, qdpxlib
def guid(n): return f"00000000-0000-4000-8000-{n:012}"
def passages(text, wanted):
    start = text.index(wanted)
    project = f"""<?xml version="1.0" encoding="utf-8"?>
<Project xmlns="urn:QDA-XML:project:1.0" name="Northmere">
<Users><User guid="{guid(1)}" name="Reader"/></Users>
<CodeBook><Codes><Code guid="{guid(2)}" name="leaders" isCodable="true"/></Codes></CodeBook>
<Sources><TextSource guid="{guid(3)}" name="report" plainTextPath="internal://{guid(3)}.txt">
<PlainTextSelection guid="{guid(4)}" startPosition="{start}" endPosition="{start + len(wanted)}">
<Coding guid="{guid(5)}"><CodeRef targetGUID="{guid(2)}"/></Coding></PlainTextSelection>
</TextSource></Sources></Project>"""
    with zipfile.ZipFile("report.qdpx", "w") as file:
        file.writestr("project.qde", project)
        file.writestr(f"sources/{guid(3)}.txt", text)
    return [coding[1] for coding in qdpxlib.QDPXFile("report.qdpx", filter_std=None).codings]
text = "Each child's plan is read. Staff's records are thin. Leaders agree."
print("straight:", passages(text, "Leaders agree."))
print("curly:   ", passages(text.replace("'", "’"), "Leaders agree."))
PY
venv/bin/python read.py > saw
cat saw
cat > expected <<'TXT'
straight: ['Leaders agree.']
curly:    []
TXT
diff expected saw || { echo "changed: the passages are cut otherwise"; exit 1; }
echo "as seen: the passage is gone behind curly apostrophes"
