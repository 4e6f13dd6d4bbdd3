#!/usr/bin/env bash
# timelength reads durations out of text and multiplies or adds what stands beside them: "6 of 12 weeks" is 504 days (six times twelve weeks), "between 2
# and 3 weeks" 35 days, "5 days or 10 days" 15, "10 days late, 3 days early" 13, and "one and a half weeks" three days and a half. For each it
# reports success; words like "or" are listed as not read, at "6 of 12 weeks" there is none. "5 to 10 days" is 10.
#
# Why it matters: times in reports are given as ranges and as shares of a time. The result is longer than anything that the text names,
# and the flag by which one would have sorted it out is set.
#
# Seen 2026-11-30 with timelength 3.0.4 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check timelength==3.0.4

cat > read.py <<'PY'
from timelength import TimeLength
for text in ["5 days", "2 weeks and 3 days", "5 to 10 days", "between 2 and 3 weeks", "6 of 12 weeks", "5 days or 10 days", "10 days late, 3 days early",
             "one and a half weeks", "within 15 working days"]:
    result = TimeLength(text).result
    print(f"{text}: {result.seconds / 86400:g} days, success {result.success}, not read {[str(one[0]) for one in result.invalid]}")
PY
venv/bin/python read.py > saw
cat saw
cat > expected <<'TXT'
5 days: 5 days, success True, not read []
2 weeks and 3 days: 17 days, success True, not read []
5 to 10 days: 10 days, success True, not read ['5.0', 'to']
between 2 and 3 weeks: 35 days, success True, not read ['between']
6 of 12 weeks: 504 days, success True, not read []
5 days or 10 days: 15 days, success True, not read ['or']
10 days late, 3 days early: 13 days, success True, not read ['late', 'early']
one and a half weeks: 3.5 days, success True, not read ['1.0']
within 15 working days: 0 days, success False, not read ['within', '15.0', 'working', 'days']
TXT
diff expected saw || { echo "changed: durations are read otherwise"; exit 1; }
echo "as seen: durations are multiplied and added"
