#!/usr/bin/env bash
# clean-text, as it is installed, takes signs away that change a number: ages 16–17 are 1617, £1.2m is 1.2m, 2½ weeks are 2 weeks, −7 is 7, 10² is 10. It says on its first use that without the package
# unidecode the result is worse. With that 16-17 and -7 have a hyphen and 2½
# weeks are "2 1/2 weeks", but 10² is 102, £1.2m is "ps1.2m" and §7 "ss7". Told to put a word for numbers, it makes <number>.<number>m of 1.2m.
#
# Why it matters: it is what texts from the web are prepared with before they are counted or given to a model, by one call without options. Each of the numbers is
# another one afterwards, and the text in plain letters and figures looks clean.
#
# Seen 2026-12-01 with clean-text 0.7.1 and Unidecode 1.4.0 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check clean-text==0.7.1
cat > clean.py <<'PY'
import sys
from cleantext import clean
for text in ("ages 16–17", "£1.2m", "2½ weeks", "−7", "10²", "§7", "Children’s plans"):
    print(f"{sys.argv[1]}: {text}: {clean(text)}")
print(f"{sys.argv[1]}: 1.2m without numbers: {clean('1.2m', no_numbers=True)}")
PY
venv/bin/python clean.py "as installed" > saw 2> log
venv/bin/pip install -q --disable-pip-version-check Unidecode==1.4.0
venv/bin/python clean.py "with unidecode" >> saw 2>> log
cat log saw
cat > expected <<'TXT'
as installed: ages 16–17: ages 1617
as installed: £1.2m: 1.2m
as installed: 2½ weeks: 2 weeks
as installed: −7: 7
as installed: 10²: 10
as installed: §7: 7
as installed: Children’s plans: children's plans
as installed: 1.2m without numbers: <number>.<number>m
with unidecode: ages 16–17: ages 16-17
with unidecode: £1.2m: ps1.2m
with unidecode: 2½ weeks: 2 1/2 weeks
with unidecode: −7: -7
with unidecode: 10²: 102
with unidecode: §7: ss7
with unidecode: Children’s plans: children's plans
with unidecode: 1.2m without numbers: <number>.<number>m
TXT
diff expected saw || { echo "changed: texts are cleaned otherwise"; exit 1; }
echo "as seen: 16–17 is 1617"
