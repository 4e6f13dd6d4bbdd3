#!/usr/bin/env bash
# ctparse finds "14 March 2022" and takes the year away as soon as there is a second day: "14-18 March 2022" is 14 to 18 March of 2027 when read in
# November 2026, "14 March 2022 and 18 July 2022" is 14 March 2027 and no other day, and "from 29 November to 10 December 2021" lies in 2026. It is
# always the next such day. "paragraph 7 of 14 March 2022" is 14 March 2027 at seven o'clock.
#
# Why it matters: what it returns is a real range of the right days and the right length, in a year that the text does not name. Only the score beside
# it, which has no fixed scale, is lower: 10.7 for one day, -348.3 and -161.3 for two ways to write the range.
#
# Seen 2026-11-30 with ctparse 0.3.6 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check ctparse==0.3.6
cat > read.py <<'PY'
import logging
from datetime import datetime
from ctparse import ctparse
logging.disable(logging.CRITICAL)
for text in ("14 March 2022", "March 2022", "14-18 March 2022", "between 14 and 18 March 2022", "14 March 2022 and 18 July 2022",
             "from 29 November to 10 December 2021", "paragraph 7 of 14 March 2022"):
    found = ctparse(text, ts=datetime(2026, 11, 30), timeout=0)
    print(f"{text}: {found.resolution}".replace(" X:X (X/X)", ""), f"(score {found.score:.1f})")
PY
venv/bin/python -W ignore read.py > saw 2> log || { tail -n 5 log; exit 1; }
cat saw
cat > expected <<'TXT'
14 March 2022: 2022-03-14 (score 10.7)
March 2022: 2022-03-X (score -2.8)
14-18 March 2022: 2027-03-14 - 2027-03-18 (score -348.3)
between 14 and 18 March 2022: 2027-03-14 - 2027-03-18 (score -161.3)
14 March 2022 and 18 July 2022: 2027-03-14 (score -1302.3)
from 29 November to 10 December 2021: 2026-11-29 - 2026-12-10 (score -119.7)
paragraph 7 of 14 March 2022: 2027-03-14 07:00 (X/X) (score -749.4)
TXT
diff expected saw || { echo "changed: ctparse reads the dates otherwise"; exit 1; }
echo "as seen: ranges lie in the year to come"
