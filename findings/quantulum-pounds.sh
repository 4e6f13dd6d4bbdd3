#!/usr/bin/env bash
# quantulum3, which reads quantities out of text, makes 1.2 pound sterling metres of £1.2m and three pound sterling barn newtons of £3bn, while £1.2 million
# and £450k are pounds. "4 at the home" is four ampere-turns, "paragraph 7 c" seven times the speed of light; "aged 16-17" is 16.5.
# So it is as it comes, without the classifier that can be installed beside it.
#
# Why it matters: money in reports is written just so, and what is read out is a number with a unit, 1.2 and not 1,200,000. A sum over
# the reports counts millions as ones, and those written in full as millions.
#
# Seen 2026-11-30 with quantulum3 0.10.0 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check quantulum3==0.10.0

cat > read.py <<'PY'
from quantulum3 import parser
for text in ["It cost £450k.", "It cost £1.2 million.", "It cost £1.2m.", "It cost £3bn.", "Plans of 4 at the home were late.", "paragraph 7 c",
             "Of 12 plans, 7 were late.", "aged 16-17", "3 visits a week"]:
    print(f"{text}", *[f"{one.value:g} {one.unit.name} ({one.surface})" for one in parser.parse(text)], sep=" | ")
PY
venv/bin/python -W ignore read.py > saw 2> log || { tail -n 5 log; exit 1; }
cat saw
cat > expected <<'TXT'
It cost £450k. | 450000 pound sterling (£450k)
It cost £1.2 million. | 1.2e+06 pound sterling (£1.2 million)
It cost £1.2m. | 1.2 pound sterling metre (£1.2m)
It cost £3bn. | 3 pound sterling barn newton (£3bn)
Plans of 4 at the home were late. | 4 ampere-turn (4 at)
paragraph 7 c | 7 speed of light (7 c)
Of 12 plans, 7 were late. | 12 dimensionless (12) | 7 dimensionless (7)
aged 16-17 | 16.5 dimensionless (16-17)
3 visits a week | 3 dimensionless (3) | 1 week (a week)
TXT
diff expected saw || { echo "changed: quantities are read otherwise"; exit 1; }
echo "as seen: millions of pounds are metres"
