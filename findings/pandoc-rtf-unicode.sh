#!/usr/bin/env bash
# pandoc loses a letter behind each dash, curly quote and apostrophe of the RTF that it wrote itself: "Ages 16–17" comes back as "Ages 16–7", “late” as “ate”
# and "children’s plans" as "children’ plans". It writes such a sign as \u8211- with no space before the substitute, and its reader, which
# skips one character for the substitute, takes the hyphen and the next one. With a space or \'96 there, as LibreOffice writes, it is right.
#
# Why it matters: a range of ages or years with a digit less is still a range, and no warning is given. unrtf and LibreOffice read the same file
# rightly, so it is not the file.
#
# Seen 2026-11-30 with pandoc 3.9 (PyPI: pypandoc_binary 1.17, Python 3.11) and striprtf 0.0.35 (PyPI).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pypandoc_binary==1.17 striprtf==0.0.35
cat > read.py <<'PY'
import pypandoc
from striprtf.striprtf import rtf_to_text
written = pypandoc.convert_text("Ages 16–17: “late” in 2021–2022, children’s plans, £5, 2½.", "rtf", format="markdown", extra_args=["-s", "--metadata", "title=N"])
print("written:", [line for line in written.splitlines() if "Ages" in line][0])
print("pandoc:", pypandoc.convert_text(written, "plain", format="rtf", extra_args=["--columns=200"]).split("\n\n")[-1].strip())
print("striprtf:", rtf_to_text(written).strip().split("\n")[-1])
for signs in (r"16\u8211-17", r"16\u8211?17", r"16\u8211 -17", r"16\u8211\'9617"):
    print(signs, "is", pypandoc.convert_text("{\\rtf1\\ansi\\uc1 " + signs + r"\par}", "plain", format="rtf").strip())
PY
venv/bin/python read.py > saw
cat saw
cat > expected <<'TXT'
written: {\pard \ql \f0 \sa180 \li0 \fi0 Ages 16\u8211-17: \u8220"late\u8221" in 2021\u8211-2022, children\u8217's plans, \u163 ?5, 2\u189 ?.\par}
pandoc: Ages 16–7: “ate”in 2021–022, children’ plans, £5, 2½.
striprtf: Ages 16–17: “late” in 2021–2022, children’s plans, £5, 2½.
16\u8211-17 is 16–7
16\u8211?17 is 16–7
16\u8211 -17 is 16–17
16\u8211\'9617 is 16–17
TXT
diff expected saw || { echo "changed: signs of RTF are read otherwise"; exit 1; }
echo "as seen: a letter is lost behind each sign"
