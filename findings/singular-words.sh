#!/usr/bin/env bash
# Libraries that take English words out of the plural find other words in reports: TextBlob makes "bus" of abuses, and crisi, analysi, statu, proces, acces and addres of words that are no
# plurals; inflection makes "abus" of abuses and "leafe" of leaves; inflect too has crisi and analysi. premises is a premise for these three. Wales is a
# Wale and always "alway" for all of them, and for pluralize (npm), which has the rest right.
#
# Why it matters: words are counted by their singular form, or searched for in both. A count of bus in reports on the care of children comes from abuses,
# and crises and crisis are two words.
#
# Seen 2026-11-30 with TextBlob 0.20.1, inflection 0.5.1 and inflect 7.6.0 (PyPI, Python 3.11), pluralize 8.0.0 (npm, Node 20).
set -euo pipefail

command -v node > /dev/null || { echo "needs node"; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check textblob==0.20.1 inflection==0.5.1 inflect==7.6.0
npm install --silent --no-audit --no-fund pluralize@8.0.0 > log 2>&1 || { tail -n 5 log; exit 1; }

words="abuses leaves families premises Wales crisis crises analysis status process access address always"
node -e 'const pluralize = require("pluralize"); for (const word of process.argv.slice(1)) console.log(pluralize.singular(word));' $words > npm.txt
cat > read.py <<'PY'
import sys
import inflect, inflection
from textblob import Word
engine = inflect.engine()
for word, npm in zip(sys.argv[1:], open("npm.txt").read().split()):
    print(f"{word}: {Word(word).singularize()}, {inflection.singularize(word)}, {engine.singular_noun(word) or 'no plural'}, {npm}")
PY
venv/bin/python read.py $words > saw
cat saw
cat > expected <<'TXT'
abuses: bus, abus, abuse, abuse
leaves: leaf, leafe, leaf, leaf
families: family, family, family, family
premises: premise, premise, premise, premises
Wales: Wale, Wale, Wale, Wale
crisis: crisi, crisis, crisi, crisis
crises: crisis, crisis, crisis, crisis
analysis: analysi, analysis, analysi, analysis
status: statu, status, no plural, status
process: proces, process, no plural, process
access: acces, access, no plural, access
address: addres, address, no plural, address
always: alway, alway, alway, alway
TXT
diff expected saw || { echo "changed: words have other singular forms"; exit 1; }
echo "as seen: abuses are a bus (in the order TextBlob, inflection, inflect, pluralize)"
