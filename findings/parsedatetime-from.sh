#!/usr/bin/env bash
# parsedatetime adds a year to a month that stands behind "from" or "after", and takes one away behind "before": "from September 2021" is September 2022,
# "before September 2021" is September 2020. "since", "in" and "by" leave it, and so does a day ("from 14 September 2021"). "from September
# 2021 to March 2022" goes from 2022-09-01 to 2022-03-01 by its nlp(), and is March 2023 by its parse.
#
# Why it matters: "from September 2021 plans were late" is how a report tells when something began, and all that is read by the month is
# in the wrong year by one. The text that is said to have been read ("from September 2021") is the right one.
#
# Seen 2026-11-30 with parsedatetime 2.6 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check parsedatetime==2.6

cat > read.py <<'PY'
import datetime
import parsedatetime
calendar = parsedatetime.Calendar(parsedatetime.Constants("en_GB", usePyICU=False))
now = datetime.datetime(2026, 11, 30, 12)
for text in ["September 2021", "in September 2021", "since September 2021", "by September 2021", "from September 2021", "after September 2021",
             "before September 2021", "from 14 September 2021", "Plans were late from March 2022.", "from September 2021 to March 2022"]:
    print(f"{text}: {calendar.parseDT(text, now)[0].date()}", [(str(one[0].date()), one[4].strip()) for one in calendar.nlp(text, now)])
PY
venv/bin/python -W ignore read.py > saw
cat saw
cat > expected <<'TXT'
September 2021: 2021-09-01 [('2021-09-01', 'September 2021')]
in September 2021: 2021-09-01 [('2021-09-01', 'September 2021')]
since September 2021: 2021-09-01 [('2021-09-01', 'September 2021')]
by September 2021: 2021-09-01 [('2021-09-01', 'September 2021')]
from September 2021: 2022-09-01 [('2022-09-01', 'from September 2021')]
after September 2021: 2022-09-01 [('2022-09-01', 'after September 2021')]
before September 2021: 2020-09-01 [('2020-09-01', 'before September 2021')]
from 14 September 2021: 2021-09-14 [('2021-09-14', 'from 14 September 2021')]
Plans were late from March 2022.: 2023-03-01 [('2023-03-01', 'from March 2022')]
from September 2021 to March 2022: 2023-03-01 [('2022-09-01', 'from September 2021'), ('2022-03-01', 'March 2022')]
TXT
diff expected saw || { echo "changed: months behind from and before are read otherwise"; exit 1; }
echo "as seen: from and before move a month by a year"
