#!/usr/bin/env bash
# edtf, Python's library for the date format that was made for ranges and doubts, writes "14-18 March 2022" and "14 to 18 March 2022" as 2014-03-18: the first day becomes
# the year. "2021-22" is the range 2021/2022, and "2021–22", with the dash that is printed, XXXX-XX-22, a 22nd of unknown month and year; "2021/2022" is one
# of the two years. "paragraph 7 of 2022" is July, "until May 2022" the month, and "between 2020 and 2022" or "March to May 2022" nothing.
#
# Why it matters: archives and libraries make the dates of their records with it (text_to_edtf). The result is a valid day, eight years before the
# inspection, and nothing tells that a part of the text was taken for something else.
#
# Seen 2026-11-30 with edtf 5.0.2 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check edtf==5.0.2
cat > read.py <<'PY'
from edtf import text_to_edtf
for text in ("14 March 2022", "c. 2022", "spring 2022", "14-18 March 2022", "14 to 18 March 2022", "2021-22", "2021–22", "2021/2022", "2021/22", "paragraph 7 of 2022",
             "in 10 homes", "until May 2022", "after 14 March 2022", "between 2020 and 2022", "March to May 2022"):
    print(f"{text}: {text_to_edtf(text)}")
PY
venv/bin/python -W ignore read.py > saw 2> log || { tail -n 5 log; exit 1; }
cat saw
cat > expected <<'TXT'
14 March 2022: 2022-03-14
c. 2022: 2022~
spring 2022: 2022-21
14-18 March 2022: 2014-03-18
14 to 18 March 2022: 2014-03-18
2021-22: 2021/2022
2021–22: XXXX-XX-22
2021/2022: [2021, 2022]
2021/22: None
paragraph 7 of 2022: 2022-07
in 10 homes: XXXX-XX-10
until May 2022: 2022-05
after 14 March 2022: 2022-03-14/
between 2020 and 2022: None
March to May 2022: None
TXT
diff expected saw || { echo "changed: edtf reads the dates otherwise"; exit 1; }
echo "as seen: the first day is a year"
