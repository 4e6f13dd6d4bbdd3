#!/usr/bin/env bash
# Readers of persons' names take what an inspector is for who she is: of "Ann Lee, Her Majesty's Inspector" nameparser makes Ms "Majesty's" with the title Her and the surname Ann Lee, humanparser and
# parse-full-name (npm) a Her Ann Lee. "Ann Lee, Lead Inspector" is a Lead Ann Lee for all three. Behind a comma HMI is a suffix for two of them and a first name for
# humanparser; without the comma "Ann Lee HMI" is Ms HMI for all. OBE is known to nameparser alone, and a Dame is a first name for humanparser.
#
# Why it matters: reports are signed so, and lists by inspector are sorted by surname: one person stands under Lee, HMI, Ann Lee and OBE.
#
# Seen 2026-11-30 with nameparser 2.6.0 (PyPI, Python 3.11), humanparser 2.7.0 and parse-full-name 1.2.7 (npm, Node 20).
set -euo pipefail

command -v node > /dev/null || { echo "needs node"; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check nameparser==2.6.0
npm install --silent --no-audit --no-fund humanparser@2.7.0 parse-full-name@1.2.7 > log 2>&1 || { tail -n 5 log; exit 1; }
cat > names.txt <<'TXT'
Ann Lee
Ann Lee, HMI
Ann Lee HMI
Ann Lee, Her Majesty's Inspector
Ann Lee, Lead Inspector
Ms Ann Lee OBE
Dame Ann Lee
TXT
cat > read.py <<'PY'
from nameparser import HumanName
for line in open("names.txt"):
    name = HumanName(line.strip())
    print(f"{name.title}/{name.first}/{name.middle}/{name.last}/{name.suffix}")
PY
cat > read.js <<'JS'
const { parseName } = require("humanparser"), { parseFullName } = require("parse-full-name");
for (const line of require("fs").readFileSync("names.txt", "utf8").trim().split("\n")) {
  const first = parseName(line), second = parseFullName(line);
  console.log([first.salutation, first.firstName, first.middleName, first.lastName, first.suffix].map((part) => part ?? "").join("/"));
  console.log([second.title, second.first, second.middle, second.last, second.suffix].join("/"));
}
JS
venv/bin/python read.py > python.txt
node read.js | paste -d '|' - - > node.txt
echo "name: nameparser | humanparser | parse-full-name, each title/first/middle/last/suffix" > saw
paste -d '|' names.txt python.txt node.txt | sed 's/|/: /; s/|/ | /g' >> saw
cat saw
cat > expected <<'TXT'
name: nameparser | humanparser | parse-full-name, each title/first/middle/last/suffix
Ann Lee: /Ann//Lee/ | /Ann//Lee/ | /Ann//Lee/
Ann Lee, HMI: /Ann//Lee/HMI | /HMI//Ann Lee/ | /Ann//Lee/HMI
Ann Lee HMI: /Ann/Lee/HMI/ | /Ann/Lee/HMI/ | /Ann/Lee/HMI/
Ann Lee, Her Majesty's Inspector: Her/Majesty's/Inspector/Ann Lee/ | /Her/Majesty's Inspector/Ann Lee/ | /Her/Majesty's Inspector/Ann Lee/
Ann Lee, Lead Inspector: /Lead/Inspector/Ann Lee/ | /Lead/Inspector/Ann Lee/ | /Lead/Inspector/Ann Lee/
Ms Ann Lee OBE: Ms/Ann//Lee/OBE | Ms/Ann/Lee/OBE/ | Ms/Ann/Lee/OBE/
Dame Ann Lee: Dame/Ann//Lee/ | /Dame/Ann/Lee/ | /Dame/Ann/Lee/
TXT
diff expected saw || { echo "changed: names are read otherwise"; exit 1; }
echo "as seen: a lead inspector is called Lead"
