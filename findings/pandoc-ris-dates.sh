#!/usr/bin/env bash
# pandoc reads no date of RIS that has the form which RIS prescribes: "PY  - 2022/03/14/" (year/month/day/other) is an empty date, "2022///"
# is four dates, the years 2022, 0, 0 and 0, and the tag DA is not read at all. 2022 alone and 2022-03-14 are. An abstract that
# goes on in a second line is a syntax error. An authority has a surname: "Northmere County Council" is Council, Northmere County.
#
# Why it matters: RIS is what catalogues and reference managers hand out. A list of reports made from it has none of the years, or "2022,
# 0, 0, 0", and sorts the authorities of a whole country under C; the words beside them are right.
#
# Seen 2026-11-30 with pandoc 3.9 (PyPI: pypandoc_binary 1.17, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pypandoc_binary==1.17

cat > read.py <<'PY'
import json, pypandoc
def read(*lines):
    ris = "\n".join(["TY  - RPRT", "AU  - Northmere County Council", "TI  - Report", *lines, "ER  - ", ""])
    return json.loads(pypandoc.convert_text(ris, "csljson", "ris"))[0]
for lines in [["PY  - 2022"], ["PY  - 2022-03-14"], ["PY  - 2022/03/14/"], ["PY  - 2022///"], ["Y1  - 2022/03/14/"],
              ["PY  - 2022", "DA  - 2022/03/14"], ["DA  - 2022/03/14"]]:
    print(lines, read(*lines).get("issued", {}).get("date-parts"))
print(read()["author"])
try:
    print(read("AB  - Plans are late.", "Visits are few."))
except RuntimeError as error:
    print("two lines:", "unexpected" in str(error) and "refused")
PY
venv/bin/python read.py > saw
cat saw
cat > expected <<'TXT'
['PY  - 2022'] [[2022]]
['PY  - 2022-03-14'] [[2022, 3, 14]]
['PY  - 2022/03/14/'] []
['PY  - 2022///'] [[2022], [0], [0], [0]]
['Y1  - 2022/03/14/'] []
['PY  - 2022', 'DA  - 2022/03/14'] [[2022]]
['DA  - 2022/03/14'] None
[{'family': 'Council', 'given': 'Northmere County'}]
two lines: refused
TXT
diff expected saw || { echo "changed: pandoc reads RIS otherwise"; exit 1; }
echo "as seen: dates in the form of RIS are not read"
