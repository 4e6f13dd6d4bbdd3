#!/usr/bin/env bash
# Pint, which reads quantities with their units, multiplies what stands beside each other: "2 weeks 3 days" is 6 week-days, "7 h 30 min" 210 hour-minutes, and "10 a.m." ten
# metre-years. "in 5 days" is five day-inches, "a week" one year-week (a is the annum). "2½ weeks" is two weeks, and "2022-23" is 1999. "5 working
# days" is an error, as are "16-17 years". What is read is exact, with its dimensions, and can be reckoned with.
#
# Why it matters: "3 months 2 weeks" is how long a plan was late. The error comes, if at all, where the quantity is first compared with another; ½ and
# a sign of a currency are dropped without one.
#
# Seen 2026-11-30 with Pint 0.25.3 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Pint==0.25.3
cat > read.py <<'PY'
import pint
units = pint.UnitRegistry()
for text in ("3 weeks", "2 weeks 3 days", "2 weeks + 3 days", "7 h 30 min", "10 a.m.", "in 5 days", "a week", "2½ weeks", "½ week", "2022-23", "£5", "5 working days", "16-17 years"):
    try:
        read = units.parse_expression(text)
    except Exception as error:
        read = type(error).__name__
    print(f"{text}: {read}")
PY
venv/bin/python -W ignore read.py > saw
cat saw
cat > expected <<'TXT'
3 weeks: 3 week
2 weeks 3 days: 6 day * week
2 weeks + 3 days: 2.4285714285714284 week
7 h 30 min: 210 hour * minute
10 a.m.: 10 meter * year
in 5 days: 5 day * inch
a week: 1 week * year
2½ weeks: 2 week
½ week: DefinitionSyntaxError
2022-23: 1999 dimensionless
£5: 5 dimensionless
5 working days: UndefinedUnitError
16-17 years: DimensionalityError
TXT
diff expected saw || { echo "changed: quantities are read otherwise"; exit 1; }
echo "as seen: weeks times days"
