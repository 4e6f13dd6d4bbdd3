#!/usr/bin/env bash
# pandoc reads Typst without the words that are highlighted: "Plans are #highlight[not] late." is "Plans are late." Words with a line above go the same way, and so do
# those in par, rotate, move and scale, terms written as a function (#terms) and the caption of a figure that is no table or picture. It evaluates
# variables, functions and sums rightly, and says nothing of what it leaves out, also with --verbose. Typst's PDF has all of it.
#
# Why it matters: what somebody marked in a report is what is not in the text that is made of it. Emphasized, underlined and struck words are.
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
for source in ("Plans are #highlight[not] late.", "Plans are #overline[not] late.", "Plans are #underline[not] late.", "Plans are #strong[not] late.",
               "#par[Plans are late.] Staff agree.", "#rotate(0deg)[Plans are late.] Staff agree.", "#terms(terms.item([Help], [Good])) Staff agree.",
               "#figure([Good], caption: [Grade of help]) Staff agree.", '#let grade = [good]\nHelp is #grade for #(3 + 4) homes.'):
    page = pypdf.PdfReader(io.BytesIO(typst.compile(source.encode()))).pages[0].extract_text()
    text = pypandoc.convert_text(source, "plain", format="typst", extra_args=["--verbose"])
    print(f"{' '.join(source.split())}\n  Typst: {' '.join(page.split())}\n  pandoc: {' '.join(text.split())}")
PY
venv/bin/python read.py > saw 2> log || { tail -n 5 log; exit 1; }
cat saw
cat > expected <<'TXT'
Plans are #highlight[not] late.
  Typst: Plans are not late.
  pandoc: Plans are late.
Plans are #overline[not] late.
  Typst: Plans are not late.
  pandoc: Plans are late.
Plans are #underline[not] late.
  Typst: Plans are not late.
  pandoc: Plans are not late.
Plans are #strong[not] late.
  Typst: Plans are not late.
  pandoc: Plans are not late.
#par[Plans are late.] Staff agree.
  Typst: Plans are late. Staff agree.
  pandoc: Staff agree.
#rotate(0deg)[Plans are late.] Staff agree.
  Typst: Plans are late. Staff agree.
  pandoc: Staff agree.
#terms(terms.item([Help], [Good])) Staff agree.
  Typst: Help Good Staff agree.
  pandoc: Staff agree.
#figure([Good], caption: [Grade of help]) Staff agree.
  Typst: Good Figure 1: Grade of help Staff agree.
  pandoc: Good Staff agree.
#let grade = [good] Help is #grade for #(3 + 4) homes.
  Typst: Help is good for 7 homes.
  pandoc: Help is good for 7 homes.
TXT
diff expected saw || { echo "changed: Typst is read otherwise"; exit 1; }
[ ! -s log ] || { cat log; echo "changed: something is said"; exit 1; }
echo "as seen: highlighted words are not there"
