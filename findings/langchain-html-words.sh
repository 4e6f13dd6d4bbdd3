#!/usr/bin/env bash
# LangChain's HTMLHeaderTextSplitter takes marked words out of their sentence and puts them behind it: "Plans were <b>not</b> late in
# 2022." becomes "Plans were late in 2022." and, on a line of its own, "not". Each element counts as a block of text after that of
# its parent. Text below a heading in a <div> loses the heading if more text follows the <div>.
#
# Why it matters: it cuts reports into pieces for assistants that search and answer. The piece reads as a sound sentence that says the
# opposite, links' words are missing from theirs, and findings come without the area that they are about.
#
# Seen 2026-11-30 with langchain-text-splitters 1.1.3, langchain-core 1.8.3, beautifulsoup4 4.15.0 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check langchain-text-splitters==1.1.3 langchain-core==1.8.3 beautifulsoup4==4.15.0

cat > split.py <<'PY'
from langchain_text_splitters import HTMLHeaderTextSplitter
splitter = HTMLHeaderTextSplitter([("h1", "body"), ("h2", "area")])
for html in ["<h2>Help</h2><p>Plans were <b>not</b> late in 2022.</p>", '<h2>Help</h2><p>See <a href="/a">the letter</a> first.</p>',
             "<div><h2>Care</h2><p>Homes are near.</p></div>", "<div><h2>Care</h2><p>Homes are near.</p></div><p>Read on.</p>"]:
    print(html)
    for piece in splitter.split_text(f"<html><body><h1>Northmere</h1>{html}</body></html>")[1:]:
        print("   ", repr(piece.page_content), piece.metadata.get("area"))
PY
venv/bin/python -W ignore split.py > saw
cat saw
cat > expected <<'TXT'
<h2>Help</h2><p>Plans were <b>not</b> late in 2022.</p>
    'Help' Help
    'Plans were late in 2022.  \nnot' Help
<h2>Help</h2><p>See <a href="/a">the letter</a> first.</p>
    'Help' Help
    'See first.  \nthe letter' Help
<div><h2>Care</h2><p>Homes are near.</p></div>
    'Care' Care
    'Homes are near.' Care
<div><h2>Care</h2><p>Homes are near.</p></div><p>Read on.</p>
    'Care' Care
    'Homes are near.  \nRead on.' None
TXT
diff expected saw || { echo "changed: the splitter cuts otherwise"; exit 1; }
echo "as seen: marked words stand behind their sentence"
