#!/usr/bin/env bash
# python-stdnum calls the pupil numbers (UPN) of whole counties wrong: it looks the three figures of the local authority up in a list of its own, which ends
# before 2019. Numbers that were given out in Dorset (838), Bournemouth, Christchurch and Poole (839), North and West Northamptonshire (940, 941), Cumberland
# (942) and Westmorland and Furness (943) are "invalid or unknown", with the right check letter; those of the counties that these replaced are valid.
#
# Why it matters: it is the library for such checks, and it has a check of the figures that seems to need no list. Data of schools are cleaned with it, and
# what goes are all pupils who began school in six authorities, in a number that looks like common mistakes of typing.
#
# Seen 2026-11-30 with python-stdnum 2.2 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check python-stdnum==2.2

cat > check.py <<'PY'
from stdnum.exceptions import ValidationError
from stdnum.gb import upn
authorities = {"835": "Dorset until 2019", "838": "Dorset", "837": "Bournemouth until 2019", "839": "Bournemouth, Christchurch and Poole",
               "928": "Northamptonshire until 2021", "940": "North Northamptonshire", "941": "West Northamptonshire", "909": "Cumbria until 2023",
               "942": "Cumberland", "943": "Westmorland and Furness", "840": "County Durham"}
for code, name in authorities.items():
    figures = code + "123422001"
    number = upn.calc_check_digit(figures) + figures
    try:
        upn.validate(number)
        print(f"{code} {name}: valid")
    except ValidationError as error:
        print(f"{code} {name}: {type(error).__name__}")
PY
venv/bin/python check.py > saw
cat saw
cat > expected <<'TXT'
835 Dorset until 2019: valid
838 Dorset: InvalidComponent
837 Bournemouth until 2019: valid
839 Bournemouth, Christchurch and Poole: InvalidComponent
928 Northamptonshire until 2021: valid
940 North Northamptonshire: InvalidComponent
941 West Northamptonshire: InvalidComponent
909 Cumbria until 2023: valid
942 Cumberland: InvalidComponent
943 Westmorland and Furness: InvalidComponent
840 County Durham: valid
TXT
diff expected saw || { echo "changed: other authorities are known"; exit 1; }
echo "as seen: no authority that is newer than 2018 is known"
