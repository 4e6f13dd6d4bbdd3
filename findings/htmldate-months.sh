#!/usr/bin/env bash
# htmldate makes 1 January 2022 of a page that says "Published in April 2022", and of one whose markup says so (<time datetime="2022-04">,
# or dcterms.issued) the day of April which today is: 5 April when run on the 5th of any month, 30 April on the 30th. The
# date of a page that did not change moves with the day it is read on. Nothing tells a day that was filled in from one that stood there.
#
# Why it matters: reports are often dated by month. A collection that is read twice has two dates for each such report, those without
# markup are all of January, and both look exact.
#
# Seen 2026-11-30 with htmldate 1.11.0, dateparser 1.5.0, lxml 6.1.3; time-machine 3.6.0 sets the day (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check htmldate==1.11.0 dateparser==1.5.0 lxml==6.1.3 time-machine==3.6.0

cat > read.py <<'PY'
import datetime, time_machine
from htmldate import find_date
pages = {
    "text": "<html><body><p>Published in April 2022.</p></body></html>",
    "time": '<html><body><time datetime="2022-04">April 2022</time></body></html>',
    "meta": '<html><head><meta name="dcterms.issued" content="2022-04"/></head><body><p>Report</p></body></html>',
    "whole": '<html><body><time datetime="2022-04-14">14 April 2022</time></body></html>',
}
for day in (5, 30):
    with time_machine.travel(datetime.datetime(2026, 11, day, 12)):
        print(f"read on {day} November:", {name: find_date(html) for name, html in pages.items()})
PY
venv/bin/python read.py > saw
cat saw
cat > expected <<'TXT'
read on 5 November: {'text': '2022-01-01', 'time': '2022-04-05', 'meta': '2022-04-05', 'whole': '2022-04-14'}
read on 30 November: {'text': '2022-01-01', 'time': '2022-04-30', 'meta': '2022-04-30', 'whole': '2022-04-14'}
TXT
diff expected saw || { echo "changed: htmldate finds other dates"; exit 1; }
echo "as seen: the day of today, or January"
