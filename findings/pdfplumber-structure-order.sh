#!/usr/bin/env bash
# pdfplumber's structure tree of a tagged PDF does not tell where in a paragraph a link or a note stands: what belongs to the paragraph
# itself is one list (mcids), what is nested another (children), and nothing says how they alternate, as the file does. "See the
# letter first." with a link in the middle is "See  first.the letter". The number of a note stands behind the words of its paragraph and of the note.
#
# Why it matters: the structure is read to have paragraphs as they were written. Each that holds a link, a note or emphasis that is
# tagged comes out with its words moved, and the page's plain text has them right.
#
# Seen 2026-11-30 with pdfplumber 0.11.10 and, to make the file, typst 0.15.0 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pdfplumber==0.11.10 typst==0.15.0

cat > read.py <<'PY'
import pdfplumber, typst
open("report.typ", "w").write("""#set page(width: 12cm, height: 8cm)
= What needs to improve
Plans are late.#footnote[Of the year 2022.] Visits are few.

See #link("https://example.org/letter")[the letter] first.
""")
typst.compile("report.typ", output="report.pdf")
with pdfplumber.open("report.pdf") as file:
    page = file.pages[0]
    pieces = {}
    for char in page.chars:
        pieces[char["mcid"]] = pieces.get(char["mcid"], "") + char["text"]
    def words(element):
        own = "".join(pieces[mcid] for mcid in element.get("mcids", []))
        return own + "".join(words(child) for child in element.get("children", []))
    for element in file.structure_tree[0]["children"]:
        print(element["type"], repr(words(element)))
    paragraph = file.structure_tree[0]["children"][-1]
    print("the last:", sorted(paragraph), paragraph["mcids"], [child["mcids"] for child in paragraph["children"]])
    print("page:", page.extract_text().split("\n"))
PY
venv/bin/python read.py > saw
cat saw
cat > expected <<'TXT'
H1 'What needs to improve'
P 'Plans are late. Visits are few.1Of the year 2022.1'
P 'See  first.the letter'
the last: ['children', 'mcids', 'page_number', 'type'] [4, 6] [[5]]
page: ['What needs to improve', 'Plans are late.1 Visits are few.', 'See the letter first.', '1Of the year 2022.']
TXT
diff expected saw || { echo "changed: pdfplumber's tree is another"; exit 1; }
echo "as seen: the words of links and notes are moved"
