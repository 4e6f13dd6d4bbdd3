#!/usr/bin/env bash
# LexicalRichness (Python) takes hyphens and figures out of a text before it counts its words: care-leavers is the word careleavers, another than "care leavers", well-led is wellled, and of
# "aged 16-17 in 2022-23" two words are left. A dash between words goes the same way ("plans—late" is planslate). A straight apostrophe cuts a word in two
# (children, s), a curly one does not.
#
# Why it matters: it measures how rich the words of a text are. A report that writes care leavers in two ways, or with both apostrophes, has more
# different words for it, and its lists of words have none that could be looked up.
#
# Seen 2026-11-30 with lexicalrichness 0.5.1 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check lexicalrichness==0.5.1

cat > count.py <<'PY'
from lexicalrichness import LexicalRichness
for text in ("Care-leavers in well-led homes are care leavers.", "Those aged 16-17 in 2022-23, and/or 7", "children's plans and children’s plans", "plans—late plans – late"):
    read = LexicalRichness(text)
    print(f"{text}: {read.wordlist}, {read.words} words, {read.terms} different")
print("preprocessor=None:", LexicalRichness("Plans are late. Late plans.", preprocessor=None).wordlist)
PY
venv/bin/python -W ignore count.py > saw 2> log || { tail -n 5 log; exit 1; }
cat saw
cat > expected <<'TXT'
Care-leavers in well-led homes are care leavers.: ['careleavers', 'in', 'wellled', 'homes', 'are', 'care', 'leavers'], 7 words, 7 different
Those aged 16-17 in 2022-23, and/or 7: ['those', 'aged', 'in', 'and', 'or'], 5 words, 5 different
children's plans and children’s plans: ['children', 's', 'plans', 'and', 'children’s', 'plans'], 6 words, 5 different
plans—late plans – late: ['planslate', 'plans', 'late'], 3 words, 3 different
preprocessor=None: ['plans', 'are', 'late', 'late', 'plans']
TXT
diff expected saw || { echo "changed: other words are counted"; exit 1; }
echo "as seen: compounds are new words and numbers none"
