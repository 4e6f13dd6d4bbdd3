#!/usr/bin/env bash
# For spaCy's English rules a range is three words or one, by its dash: "16-17" is 16, -, 17, and "16–17", with the dash that typesetters use, is one token
# that is not like a number (like_num). So 2022–23 has no year, ½ and 2½ are no numbers either, while ~5 and the ordinal third are. "late;visits"
# and "s.17" are one word each, "late.Visits" is three; of "well-known" it makes three with a hyphen and with a dash.
#
# Why it matters: its Matcher finds counts, ages and years by LIKE_NUM, and reports that come out of Word or a PDF have the dash. What is missed
# depends on who typed the report, and a pattern tried on a typed example works.
#
# Seen 2026-11-30 with spacy 3.8.18 (PyPI, Python 3.11), its blank English pipeline.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check spacy==3.8.18
cat > read.py <<'PY'
import spacy
english = spacy.blank("en")
for text in ("ages 16-17", "ages 16–17", "in 2022-23", "in 2022–23", "paragraphs 7–9", "£5–6", "½ of them", "2½ weeks", "~5", "the third", "late;visits", "late.Visits", "s.17",
             "well-known", "well–known"):
    words = english(text)
    print(f"{text}: {' | '.join(word.text for word in words)}; numbers: {' '.join(word.text for word in words if word.like_num) or 'none'}")
PY
venv/bin/python -W ignore read.py > saw
cat saw
cat > expected <<'TXT'
ages 16-17: ages | 16 | - | 17; numbers: 16 17
ages 16–17: ages | 16–17; numbers: none
in 2022-23: in | 2022 | - | 23; numbers: 2022 23
in 2022–23: in | 2022–23; numbers: none
paragraphs 7–9: paragraphs | 7–9; numbers: none
£5–6: £ | 5–6; numbers: none
½ of them: ½ | of | them; numbers: none
2½ weeks: 2½ | weeks; numbers: none
~5: ~5; numbers: ~5
the third: the | third; numbers: third
late;visits: late;visits; numbers: none
late.Visits: late | . | Visits; numbers: none
s.17: s.17; numbers: none
well-known: well | - | known; numbers: none
well–known: well | – | known; numbers: none
TXT
diff expected saw || { echo "changed: words and numbers are told otherwise"; exit 1; }
echo "as seen: a range with a dash is no number"
