#!/usr/bin/env bash
# pySBD takes numbers that follow each other for the labels of a list, wherever they stand: "Homes were 7. Visits were 8. Staff agree." is the
# three sentences "Homes were", "7. Visits were" and "8. Staff agree." It is enough that any later sentence of the paragraph ends with 8;
# with 12 in its place all is right. A sentence is cut before (a) if a (b) follows: "Duties under section 17(10)", "(a) and", "(b) were
# met." syntok and segtok keep all these whole.
#
# Why it matters: it is what sentences are cut with for counting and quoting. A count passes into the next sentence, "See paragraph 7."
# loses its number to the finding behind it, and where a sentence ends depends on numbers far away.
#
# Seen 2026-11-30 with pysbd 0.3.4, syntok 1.4.4 and segtok 1.5.11 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pysbd==0.3.4 syntok==1.4.4 segtok==1.5.11

cat > cut.py <<'PY'
import pysbd, segtok.segmenter, syntok.segmenter
for text in ("Homes were 7. Visits were 8. Staff agree.",
             "Homes were 7. Visits were 12. Staff agree.",
             "See paragraph 7. Plans are late. Leaders know it. See paragraph 8. Visits are few.",
             "Duties under section 17(10)(a) and (b) were met.",
             "Duties under section 17(10)(a) were met."):
    pieces = {
        "pysbd": pysbd.Segmenter(language="en", clean=False).segment(text),
        "syntok": ["".join(token.spacing + token.value for token in sentence)
                   for paragraph in syntok.segmenter.analyze(text) for sentence in paragraph],
        "segtok": segtok.segmenter.split_single(text),
    }
    for name, sentences in pieces.items():
        print(f"{name}:", " | ".join(sentence.strip() for sentence in sentences))
PY
venv/bin/python -W ignore cut.py > saw
cat saw
cat > expected <<'TXT'
pysbd: Homes were | 7. Visits were | 8. Staff agree.
syntok: Homes were 7. | Visits were 8. | Staff agree.
segtok: Homes were 7. | Visits were 8. | Staff agree.
pysbd: Homes were 7. | Visits were 12. | Staff agree.
syntok: Homes were 7. | Visits were 12. | Staff agree.
segtok: Homes were 7. | Visits were 12. | Staff agree.
pysbd: See paragraph | 7. Plans are late. | Leaders know it. | See paragraph | 8. Visits are few.
syntok: See paragraph 7. | Plans are late. | Leaders know it. | See paragraph 8. | Visits are few.
segtok: See paragraph 7. | Plans are late. | Leaders know it. | See paragraph 8. | Visits are few.
pysbd: Duties under section 17(10) | (a) and | (b) were met.
syntok: Duties under section 17(10)(a) and (b) were met.
segtok: Duties under section 17(10)(a) and (b) were met.
pysbd: Duties under section 17(10)(a) were met.
syntok: Duties under section 17(10)(a) were met.
segtok: Duties under section 17(10)(a) were met.
TXT
diff expected saw || { echo "changed: sentences end elsewhere"; exit 1; }
echo "as seen: numbers in sentences are labels"
