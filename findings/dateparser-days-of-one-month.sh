#!/usr/bin/env bash
# dateparser's search_dates takes the days that share a month apart: "on 3 and 4 May 2022" is 3 April of the present year and "May
# 2022" on the present day of the month. "14 March and 5 April 2022" is in the present year too, with 2022 as a third date; "14, 15 and
# 16 March 2022" is nothing at all. "10 of 12 plans" is 10 December. The language and the order of days were given.
#
# Why it matters: short inspections name their days so. The pieces that are returned beside the dates ("3 and 4", "May 2022") do stand in the
# text, and which year comes out changes with the day on which the program runs.
#
# Seen 2026-11-30 with dateparser 1.5.0 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check dateparser==1.5.0

cat > read.py <<'PY'
import datetime
from dateparser.search import search_dates
settings = {"DATE_ORDER": "DMY", "RELATIVE_BASE": datetime.datetime(2024, 1, 20)}
for text in ["Inspected on 14 March 2022.", "Inspected on 3 and 4 May 2022.", "Visits: 14 March and 5 April 2022.",
             "Inspected on 14, 15 and 16 March 2022.", "Inspectors found 10 of 12 plans late."]:
    dates = search_dates(text, languages=["en"], settings=settings) or []
    print(text, *[f"({piece}) {date:%Y-%m-%d}" for piece, date in dates])
PY
venv/bin/python read.py > saw
cat saw
cat > expected <<'TXT'
Inspected on 14 March 2022. (on 14 March 2022) 2022-03-14
Inspected on 3 and 4 May 2022. (3 and 4) 2024-04-03 (May 2022) 2022-05-20
Visits: 14 March and 5 April 2022. (14 March) 2024-03-14 (5 April) 2024-04-05 (2022) 2022-01-20
Inspected on 14, 15 and 16 March 2022.
Inspectors found 10 of 12 plans late. (10 of 12) 2024-12-10
TXT
diff expected saw || { echo "changed: days that share a month are found otherwise"; exit 1; }
echo "as seen: 3 and 4 May 2022 is 3 April"
