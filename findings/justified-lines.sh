#!/usr/bin/env bash
# In justified text by Typst the Ruby reader pdf-reader finds no spaces in a line that was drawn together ("Plansforchildrenaged16–17arelate"), and pdfminer.six
# finds two in each place of a line that was drawn apart ("Visits  are  few"); Camelot's tables are made of the latter. The spaces are in the file as
# characters. pdftotext and pypdf read single ones in both. Without justification all do.
#
# Why it matters: reports are set justified, and which lines are drawn together is chance. A word or a phrase is found on one line and not on the
# next, and the text looks right almost everywhere.
#
# Seen 2026-11-30 with Debian 12's ruby-pdf-reader 2.4.1-1 (Ruby 3.1) and poppler-utils 22.12.0; pdfminer.six 20260107, pypdf 7.1.1 and typst 0.15.2
# (PyPI, Python 3.11).
set -euo pipefail

for package in ruby-pdf-reader poppler-utils; do
    version=$(dpkg-query -W -f '${Version}' $package 2> /dev/null) || { echo "needs the Debian package $package"; exit 2; }
    echo "$package $version"
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pdfminer.six==20260107 pypdf==7.1.1 typst==0.15.2
cat > write.py <<'PY'
import typst
text = """Plans for children aged 16–17 are late, and leaders' understanding of the safeguarding arrangements is underdeveloped.

Visits are few: the child-centred and well-established practice is inconsistent across the whole of the neighbourhoods.
"""
for name in ("true", "false"):
    source = f'#set page(width: 105mm, height: 80mm, margin: (x: 17mm))\n#set par(justify: {name})\n#set text(size: 10pt, hyphenate: true)\n{text}'
    typst.compile(source.encode(), output=f"justify-{name}.pdf")
PY
cat > read.py <<'PY'
import subprocess
from pdfminer.high_level import extract_text
from pypdf import PdfReader
ruby = 'require "pdf-reader"; puts PDF::Reader.new(ARGV[0]).pages[0].text'
for name in ("justify-true", "justify-false"):
    readers = {
        "pdf-reader": lambda file: subprocess.run(["ruby", "-W0", "-e", ruby, file], capture_output=True, text=True).stdout,
        "pdfminer.six": extract_text,
        "pypdf": lambda file: PdfReader(file).pages[0].extract_text(),
        "pdftotext": lambda file: subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True).stdout,
    }
    for reader, read in readers.items():
        lines = [line.strip() for line in read(name + ".pdf").splitlines() if line.strip()]
        print(f"{name}, {reader}: {lines[0]} / {[line for line in lines if line.startswith('Visits')][0]}")
PY
venv/bin/python write.py
LC_ALL=C.UTF-8 venv/bin/python -W ignore read.py > saw
cat saw
cat > expected <<'TXT'
justify-true, pdf-reader: Plansforchildrenaged16–17arelate,andleaders’ / Visits are few: the child-centred and well-estab-
justify-true, pdfminer.six: Plans for children aged 16–17 are late, and leaders’ / Visits  are  few:  the  child-centred  and  well-estab-
justify-true, pypdf: Plans for children aged 16–17 are late, and leaders’ / Visits are few: the child-centred and well-estab-
justify-true, pdftotext: Plans for children aged 16–17 are late, and leaders’ / Visits are few: the child-centred and well-estab­
justify-false, pdf-reader: Plans for children aged 16–17 are late, and lead­ / Visits are few: the child­centred and well­estab­
justify-false, pdfminer.six: Plans for children aged 16–17 are late, and lead­ / Visits are few: the child­centred and well­estab­
justify-false, pypdf: Plans for children aged 16–17 are late, and lead­ / Visits are few: the child­centred and well­estab­
justify-false, pdftotext: Plans for children aged 16–17 are late, and lead­ / Visits are few: the child-centred and well-estab­
TXT
diff expected saw || { echo "changed: spaces are read otherwise"; exit 1; }
echo "as seen: none in one line, two in another"
