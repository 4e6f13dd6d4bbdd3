#!/usr/bin/env bash
# fpdf2, asked for its Markdown (markdown=True), takes two hyphens for underlining wherever they stand, as it does two stars or two lines below: "2022--23" is printed as 202223 with
# the rest of the paragraph underlined, "ages 16--17" as 1617. No second pair is needed, and none has to stand at a word: file__name loses both signs, "7 ** 8" too. A
# backslash keeps them. With three hyphens one is left.
#
# Why it matters: two hyphens are how ranges and dashes are typed and kept in text files, and Markdown itself has no underlining. The number that is
# printed is another one, and its words are found by no search for the range.
#
# Seen 2026-11-30 with fpdf2 2.8.9 and pypdf 7.1.1 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check fpdf2==2.8.9 pypdf==7.1.1

cat > print.py <<'PY'
import pypdf
from fpdf import FPDF
for text in ("Plans of 2022--23 are late.", "ages 16--17", "Plans -- if any -- are late", "Plans --- if any", "file__name", "7 ** 8 plans", "2022\\--23", "2022-23", "Plans are **not** late"):
    shown = []
    for markdown in (True, False):
        page = FPDF()
        page.add_page()
        page.set_font("helvetica", size=12)
        page.multi_cell(0, text=text, markdown=markdown)
        page.output("page.pdf")
        shown.append(pypdf.PdfReader("page.pdf").pages[0].extract_text())
    print(f"{text}: {shown[0]!r}; without Markdown {shown[1]!r}")
PY
venv/bin/python -W ignore print.py > saw
cat saw
cat > expected <<'TXT'
Plans of 2022--23 are late.: 'Plans of 202223 are late.'; without Markdown 'Plans of 2022--23 are late.'
ages 16--17: 'ages 1617'; without Markdown 'ages 16--17'
Plans -- if any -- are late: 'Plans  if any  are late'; without Markdown 'Plans -- if any -- are late'
Plans --- if any: 'Plans --- if any'; without Markdown 'Plans --- if any'
file__name: 'filename'; without Markdown 'file__name'
7 ** 8 plans: '7  8 plans'; without Markdown '7 ** 8 plans'
2022\--23: '2022--23'; without Markdown '2022\\--23'
2022-23: '2022-23'; without Markdown '2022-23'
Plans are **not** late: 'Plans are not late'; without Markdown 'Plans are **not** late'
TXT
diff expected saw || { echo "changed: other words are printed"; exit 1; }
echo "as seen: a range of years is one number"
