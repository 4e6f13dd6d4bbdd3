#!/usr/bin/env bash
# timefhuman finds dates in text, but a day before its month only where nothing else stands: "14 March 2022" is that day, "on 14 March 2022",
# "14 March 2022 and 18 July 2022" and "published 14 March 2022" begin with 1 March 2022. With a weekday, as 14th or as March 14, the day
# is kept. "14-18 March 2022" is the afternoon of 1 March from two to six, and in a sentence 1 March alone.
#
# Why it matters: all British reports write dates so. A trial with a date by itself succeeds; in the reports each becomes the first of its
# month, a valid day in the right month and year, and no number is said to be left over.
#
# Seen 2026-11-30 with timefhuman 0.1.5 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check timefhuman==0.1.5

cat > read.py <<'PY'
from timefhuman import timefhuman
for text in ("14 March 2022", "on 14 March 2022", "published 14 March 2022", "14 March 2022 and 18 July 2022", "on Monday 14 March 2022",
             "on 14th March 2022", "on March 14, 2022", "on 14/03/2022", "14-18 March 2022", "We came on 14-18 March 2022."):
    found = timefhuman(text)
    print(f"{text}:", "; ".join(" to ".join(str(time) for time in (one if isinstance(one, tuple) else (one,))) for one in found))
PY
venv/bin/python read.py > saw
cat saw
cat > expected <<'TXT'
14 March 2022: 2022-03-14 00:00:00
on 14 March 2022: 2022-03-01 00:00:00
published 14 March 2022: 2022-03-01 00:00:00
14 March 2022 and 18 July 2022: 2022-03-01 00:00:00; 2022-07-01 00:00:00
on Monday 14 March 2022: 2022-03-14 00:00:00
on 14th March 2022: 2022-03-14 00:00:00
on March 14, 2022: 2022-03-14 00:00:00
on 14/03/2022: 2022-03-14 00:00:00
14-18 March 2022: 2022-03-01 14:00:00 to 2022-03-01 18:00:00
We came on 14-18 March 2022.: 2022-03-01 00:00:00
TXT
diff expected saw || { echo "changed: other days are found"; exit 1; }
echo "as seen: the day is dropped"
