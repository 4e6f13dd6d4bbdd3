#!/usr/bin/env bash
# number-parser writes "a third of homes" as "a 3 of homes" and "one-third" as "1 - 3": an ordinal becomes the plain number, whatever it was,
# so "the second of four visits" is "the 2 of 4 visits" and "for a second time" is "for a 2 time". Its way to read fractions (parse_fraction)
# knows a third as nothing either; parse_ordinal does know which words are ordinals.
#
# Why it matters: numbers in words are turned into figures to find and count them. A third of the homes is now three of something, half stays
# as it was, and a search for 3 finds sentences that say nothing of three.
#
# Seen 2026-11-30 with number-parser 0.3.2 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check number-parser==0.3.2

cat > read.py <<'PY'
from number_parser import parse, parse_fraction, parse_ordinal
for text in ["forty-six of fifty visits", "a third of homes", "one-third of homes", "two-thirds of plans", "half of the homes", "the second of four visits",
             "for a second time", "the third quarter"]:
    print(f"{text}: {parse(text, language='en')}")
for text in ["a third", "one-third", "one third", "one over three"]:
    print(f"{text}, as a fraction: {parse_fraction(text, language='en')}")
print("second, as an ordinal:", parse_ordinal("second", language="en"))
PY
venv/bin/python read.py > saw
cat saw
cat > expected <<'TXT'
forty-six of fifty visits: 46 of 50 visits
a third of homes: a 3 of homes
one-third of homes: 1 - 3 of homes
two-thirds of plans: 2 - thirds of plans
half of the homes: half of the homes
the second of four visits: the 2 of 4 visits
for a second time: for a 2 time
the third quarter: the 3 quarter
a third, as a fraction: None
one-third, as a fraction: None
one third, as a fraction: None
one over three, as a fraction: 1/3
second, as an ordinal: 2
TXT
diff expected saw || { echo "changed: fractions and ordinals are read otherwise"; exit 1; }
echo "as seen: a third is three"
