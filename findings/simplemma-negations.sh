#!/usr/bin/env bash
# simplemma, which brings the words of a text to their dictionary form, takes negations away: "Visits aren't late." is visit, be, late, isn't, haven’t and weren't go the same way, "don’t agree" is do and agree and
# "They won't come" they will come. can't is cannot, and not by itself is kept. worse is "wrong" (worst is bad), better and best are good. Towns are verbs: Reading, Bury, Barking and
# Havering are read, bury, bark and haver, Barnsley and Hastings themselves; SEND is send. Its other way, greedy=False, has the same.
#
# Why it matters: it is a small lemmatizer for many languages, put before searches and counts. Of a report without its negations every second finding is the opposite, and its
# good has better and best in it.
#
# Seen 2026-12-01 with simplemma 2.0.0 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check simplemma==2.0.0
cat > lemmas.py <<'PY'
import simplemma
for text in ("Visits aren't late.", "Visits aren’t late.", "Help isn't good.", "Plans haven’t changed.", "Plans weren't read.", "They won't come.", "They can't come.", "Staff don’t agree.", "Visits are not late."):
    print(f"{text} {' '.join(simplemma.text_lemmatizer(text, lang='en'))}")
for greedy in (True, False):
    words = "worse worst better best Reading Bury Barking Havering Barnsley Hastings SEND".split()
    print(f"greedy={greedy}:", ", ".join(f"{word} {simplemma.lemmatize(word, lang='en', greedy=greedy)}" for word in words))
PY
venv/bin/python lemmas.py > saw
cat saw
cat > expected <<'TXT'
Visits aren't late. visit be late .
Visits aren’t late. visit be late .
Help isn't good. help be good .
Plans haven’t changed. plan have change .
Plans weren't read. plan be read .
They won't come. they will come .
They can't come. they cannot come .
Staff don’t agree. staff do agree .
Visits are not late. visit be not late .
greedy=True: worse wrong, worst bad, better good, best good, Reading read, Bury bury, Barking bark, Havering haver, Barnsley Barnsley, Hastings Hastings, SEND send
greedy=False: worse wrong, worst bad, better good, best good, Reading read, Bury bury, Barking bark, Havering haver, Barnsley Barnsley, Hastings Hastings, SEND send
TXT
diff expected saw || { echo "changed: other forms are given"; exit 1; }
echo "as seen: aren't is be"
