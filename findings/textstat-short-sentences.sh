#!/usr/bin/env bash
# textstat does not count a sentence of one or two words, but counts its words for the others: "Plans are late. Staff agree. Visits are few." is two sentences of four
# words each, "Staff agree. Leaders know. Homes cope." one sentence of six, whereas "Staff do agree. Leaders know it. Homes cope well." is three of
# three. Numbers of paragraphs are words. Flesch's and all its other grades of readability are made of these counts.
#
# Why it matters: short sentences are what makes a text easy, and here each makes it harder. Judgements are often short ("Staff agree."), and a
# page of headings and grades counts as one long sentence.
#
# Seen 2026-11-30 with textstat 0.7.13 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check textstat==0.7.13
cat > count.py <<'PY'
import textstat
for text in ("Plans are late. Visits are few.", "Plans are late. Staff agree. Visits are few.", "Staff agree. Leaders know. Homes cope.",
             "Staff do agree. Leaders know it. Homes cope well.", "7. Staff agree. 8. Leaders know. 9. Homes cope."):
    print(f"{text} {textstat.sentence_count(text)} of {textstat.lexicon_count(text)} words, {textstat.words_per_sentence(text):.1f} in each")
PY
venv/bin/python -W ignore count.py > saw
cat saw
cat > expected <<'TXT'
Plans are late. Visits are few. 2 of 6 words, 3.0 in each
Plans are late. Staff agree. Visits are few. 2 of 8 words, 4.0 in each
Staff agree. Leaders know. Homes cope. 1 of 6 words, 6.0 in each
Staff do agree. Leaders know it. Homes cope well. 3 of 9 words, 3.0 in each
7. Staff agree. 8. Leaders know. 9. Homes cope. 1 of 9 words, 9.0 in each
TXT
diff expected saw || { echo "changed: textstat counts otherwise"; exit 1; }
echo "as seen: short sentences count as words only"
