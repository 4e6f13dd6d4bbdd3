#!/usr/bin/env bash
# To three measures of sentiment the grades of an inspection are in another order: for VADER "requires improvement" is better than "good" (0.459 and 0.440) and "special measures" nearly as
# good (0.402), since improvement and special are happy words; for TextBlob good (0.7) is better than outstanding (0.5), and inadequate as neutral as satisfactory (0).
# AFINN has 0 for satisfactory and for "special measures". "Children are no longer at risk" is worse than inadequate for VADER and AFINN, and "Help is not yet consistently
# good" is better than good for AFINN and just as good for TextBlob.
#
# Why it matters: the tone of a report's paragraphs is measured so, and set beside its grades. The measure of a paragraph about an area that requires
# improvement rises with each time that it says so.
#
# Seen 2026-11-30 with vaderSentiment 3.3.2, TextBlob 0.20.1 and afinn 0.1 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check vaderSentiment==3.3.2 textblob==0.20.1 afinn==0.1
cat > read.py <<'PY'
from afinn import Afinn
from textblob import TextBlob
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer
vader, afinn = SentimentIntensityAnalyzer(), Afinn()
for text in ("outstanding", "good", "requires improvement", "satisfactory", "inadequate", "special measures", "Help is not yet consistently good.",
             "Help requires improvement.", "Children are no longer at risk.", "Children are safe."):
    print(f"{text}: {vader.polarity_scores(text)['compound']:.3f}, {TextBlob(text).sentiment.polarity:.2f}, {afinn.score(text):.0f}")
PY
venv/bin/python read.py > saw
cat saw
cat > expected <<'TXT'
outstanding: 0.612, 0.50, 5
good: 0.440, 0.70, 3
requires improvement: 0.459, 0.00, 2
satisfactory: 0.361, 0.00, 0
inadequate: -0.402, 0.00, -2
special measures: 0.402, 0.36, 0
Help is not yet consistently good.: 0.076, 0.70, 5
Help requires improvement.: 0.691, 0.00, 4
Children are no longer at risk.: -0.511, 0.00, -3
Children are safe.: 0.440, 0.50, 1
TXT
diff expected saw || { echo "changed: the grades are felt otherwise"; exit 1; }
echo "as seen: what requires improvement is better than good (in the order VADER, TextBlob, AFINN)"
