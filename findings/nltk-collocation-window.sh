#!/usr/bin/env bash
# NLTK's collocation finder divides the count of a pair by the window less one before it scores it, and its own ngram_fd keeps the
# undivided count. "plans are" stands eight times among 32 words: raw_freq is 0.25 with a window of 2 and 0.0625 with a window of 5,
# PMI sinks from 2 to 0 and the likelihood ratio from 36 to 0, as if the words had nothing to do with each other.
#
# Why it matters: "words within five of each other" is the usual wish. A pair that always stands together looks like chance, scores of
# two windows cannot be compared, and a frequency that is read off the score is a quarter of what a reader counts.
#
# Seen 2026-11-29 with nltk 3.10.4 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check nltk==3.10.4

cat > score.py <<'PY'
from nltk.collocations import BigramCollocationFinder
from nltk.metrics import BigramAssocMeasures
words = "plans are late and".split() * 8
for window in (2, 3, 5):
    finder = BigramCollocationFinder.from_words(words, window_size=window)
    score = lambda measure: round(finder.score_ngram(measure, "plans", "are"), 4) + 0
    print(f"window {window}: counted {finder.ngram_fd['plans', 'are']}, raw_freq {score(BigramAssocMeasures.raw_freq)},",
          f"PMI {score(BigramAssocMeasures.pmi)}, likelihood {score(BigramAssocMeasures.likelihood_ratio)}")
PY
venv/bin/python score.py > saw
cat saw
cat > expected <<'TXT'
window 2: counted 8, raw_freq 0.25, PMI 2.0, likelihood 35.9894
window 3: counted 8, raw_freq 0.125, PMI 1.0, likelihood 3.2722
window 5: counted 8, raw_freq 0.0625, PMI 0.0, likelihood 0.0
TXT
diff expected saw || { echo "changed: pairs are scored otherwise"; exit 1; }
echo "as seen: the wider the window, the less of the same eight pairs counts"
