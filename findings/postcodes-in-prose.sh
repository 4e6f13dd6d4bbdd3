#!/usr/bin/env bash
# What finds British postcodes in text finds them in prose: "Form B7 4th edition" has B7 4TH for uk-postcodes-parsing and for postcode (npm), "form E1 2nd part" E1 2ND, both of them real ones; "p7 3rd line" has P7 3RD.
# Asked to mend what was read wrongly (attempt_fix, O for 0 and I for 1), the first makes postcodes of words: edition is ED1T 1ON, decisions EC1S 1ON, violence
# V1 0LE, looking LO0K 1NG, provision PR0V 1SI. P016 7GZ, for which it is meant, becomes PO16 7GZ.
#
# Why it matters: reports are tied to places by the postcodes in them, and scanned ones need the mending. A paragraph on decisions seems to lie in London (EC1);
# whether a postcode is in the list of those that exist (is_in_ons_postcode_directory) is said beside, and B7 4TH and E1 2ND are.
#
# Seen 2026-11-30 with uk-postcodes-parsing 2.1.0 (PyPI, Python 3.11) and postcode 5.1.0 (npm, Node 20).
set -euo pipefail

command -v node > /dev/null || { echo "needs node"; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check uk-postcodes-parsing==2.1.0
npm install --silent --no-audit --no-fund postcode@5.1.0 > log 2>&1 || { tail -n 5 log; exit 1; }
cat > sentences.txt <<'TXT'
See Form B7 4th edition.
See form E1 2nd part.
See p7 3rd line.
The edition was late.
Leaders’ decisions are sound.
Domestic violence is looked at, looking at provision.
Homes in N1 2 of 5 are full.
Write to P016 7GZ.
TXT
cat > read.py <<'PY'
import logging
logging.disable(logging.CRITICAL)
from uk_postcodes_parsing import ukpostcode
for line in open("sentences.txt"):
    found = [f"{code.postcode}{' (real)' if code.is_in_ons_postcode_directory else ''}" for code in ukpostcode.parse_from_corpus(line)]
    mended = dict.fromkeys(code.postcode for code in ukpostcode.parse_from_corpus(line, attempt_fix=True))
    print(f"{line.strip()} {', '.join(found) or 'nothing'}; mended {', '.join(mended) or 'nothing'}")
PY
cat > read.cjs <<'JS'
const { match } = require("postcode");
for (const line of require("fs").readFileSync("sentences.txt", "utf8").trim().split("\n")) console.log(`npm ${match(line).join(", ") || "nothing"}`);
JS
venv/bin/python read.py > python.txt
node read.cjs > node.txt
paste -d ';' python.txt node.txt | sed 's/;npm/; npm/' > saw
cat saw
cat > expected <<'TXT'
See Form B7 4th edition. B7 4TH (real); mended B7 4TH, ED1T 1ON; npm B7 4th
See form E1 2nd part. E1 2ND (real); mended E1 2ND; npm E1 2nd
See p7 3rd line. P7 3RD; mended P7 3RD; npm p7 3rd
The edition was late. nothing; mended ED1T 1ON; npm nothing
Leaders’ decisions are sound. nothing; mended EC1S 1ON; npm nothing
Domestic violence is looked at, looking at provision. nothing; mended V1 0LE, L0 0KE, LO0K 1NG, PR0V 1SI; npm nothing
Homes in N1 2 of 5 are full. nothing; mended nothing; npm nothing
Write to P016 7GZ. nothing; mended PO16 7GZ; npm nothing
TXT
diff expected saw || { echo "changed: other postcodes are found"; exit 1; }
echo "as seen: an edition has a postcode"
