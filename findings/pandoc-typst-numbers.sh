#!/usr/bin/env bash
# pandoc reads numbers of Typst lists from the wrong place: a list within an item, numbered (a) by a rule inside its own block, gives its letters to the
# list around it, also where pandoc wrote the file itself: findings 7, 8, 9 come back as (a), (b), (c), and 7 is gone. Numbers that are written out are kept
# for the first item only: 3., 7. and the next one are 3, 4 and 5, which Typst prints as 3, 7 and 8.
#
# Why it matters: findings are cited by their number, and a report in Typst has them in its source. What comes out is numbered well and wrongly,
# and nothing is said, also with --verbose.
#
# Seen 2026-11-30 with pandoc 3.9 (pypandoc_binary 1.17), typst 0.15.2 and pypdf 7.1.1 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pypandoc_binary==1.17 typst==0.15.2 pypdf==7.1.1
cat > read.py <<'PY'
import io, pypandoc, pypdf, typst

def one_line(text):
    return " | ".join(" ".join(line.split()) for line in text.splitlines() if line.strip())

def show(name, source):
    print(f"{name}, Typst: {one_line(pypdf.PdfReader(io.BytesIO(typst.compile(source.encode()))).pages[0].extract_text())}")
    print(f"{name}, pandoc: {one_line(pypandoc.convert_text(source, 'plain', format='typst', extra_args=['--verbose']))}")

findings = "7.  Plans are late.\n8.  Visits are few:\n\n    (a) in homes\n    (b) in schools\n\n9.  Staff agree.\n"
show("pandoc's own", pypandoc.convert_text(findings, "typst", format="markdown"))
show("rule outside", '#set enum(numbering: "(a)")\n+ Plans\n+ Visits\n')
show("written out", "3. Plans\n7. Visits\n+ Staff\n")
PY
venv/bin/python read.py > saw
cat saw
cat > expected <<'TXT'
pandoc's own, Typst: 7. Plans are late. | 8. Visits are few: | (a) in homes | (b) in schools | 9. Staff agree.
pandoc's own, pandoc: (a) Plans are late. | (b) Visits are few: | (a) in homes | (b) in schools | (c) Staff agree.
rule outside, Typst: (a) Plans | (b) Visits
rule outside, pandoc: (a) Plans | (b) Visits
written out, Typst: 3. Plans | 7. Visits | 8. Staff
written out, pandoc: 3. Plans | 4. Visits | 5. Staff
TXT
diff expected saw || { echo "changed: Typst's lists are numbered otherwise"; exit 1; }
echo "as seen: the inner list numbers the outer one"
