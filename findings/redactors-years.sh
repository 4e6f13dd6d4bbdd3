#!/usr/bin/env bash
# Packages that take personal details out of text take years out of reports and leave postcodes. redact-pii (npm) writes DIGITS for each year ("18 March DIGITS", "Ages 16-17 in DIGITS-23"), and CREDIT_CARD_NUMBER
# for "2019 2020 2021 2022", which is a card for CommonRegex (Python) too; "12 new road" in "12 new road plans" and "12 of 25 Court" are addresses for
# both. "Password: late" is PASSWORD, all of it. Of "Username ann. Password change is late." scrubadub leaves "Username {{USERNAME}} Password {{PASSWORD}}". The postcode NE1 4XX none of them
# takes; scrubadub does, and British telephone numbers, if told locale="en_GB".
#
# Why it matters: reports and letters are put through such a package before they are handed to a model or on. What tells one inspection from another is gone, and what names a
# street is there.
#
# Seen 2026-12-01 with redact-pii 3.4.0 (npm, Node 20), scrubadub 2.0.1 and commonregex 1.5.4 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . redact-pii@3.4.0 > /dev/null 2>&1
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check scrubadub==2.0.1 commonregex==1.5.4
cat > texts <<'TXT'
Visits of 14 to 18 March 2022.
Ages 16-17 in 2022-23.
Reports of 2019 2020 2021 2022.
12 new road plans, 12 of 25 Court staff.
Password: late
Username ann. Password change is late.
Homes in NE1 4XX.
Ring 0191 498 0123.
TXT
cat > redact.js <<'JS'
const { SyncRedactor } = require("redact-pii");
const redactor = new SyncRedactor();
for (const text of require("fs").readFileSync("texts", "utf8").trim().split("\n"))
    console.log(`redact-pii: ${redactor.redact(text)}`);
JS
cat > scrub.py <<'PY'
import warnings
warnings.filterwarnings("ignore")
import scrubadub
from commonregex import CommonRegex
texts = open("texts").read().splitlines()
for name, scrubber in (("scrubadub", scrubadub.Scrubber()), ("scrubadub, en_GB", scrubadub.Scrubber(locale="en_GB"))):
    for text in texts:
        print(f"{name}: {scrubber.clean(text)}")
for text in texts:
    found = CommonRegex(text)
    print("CommonRegex:", {kind: words for kind in ("credit_cards", "street_addresses", "phones") if (words := getattr(found, kind))})
PY
node redact.js > saw
venv/bin/python scrub.py >> saw 2> log || { tail -n 5 log; exit 1; }
cat saw
cat > expected <<'TXT'
redact-pii: Visits of 14 to 18 March DIGITS.
redact-pii: Ages 16-17 in DIGITS-23.
redact-pii: Reports of CREDIT_CARD_NUMBER.
redact-pii: STREET_ADDRESS plans, STREET_ADDRESS staff.
redact-pii: PASSWORD
redact-pii: Username PERSON_NAME. Password change is late.
redact-pii: Homes in NE1 4XX.
redact-pii: Ring PHONE_NUMBER.
scrubadub: Visits of 14 to 18 March 2022.
scrubadub: Ages 16-17 in 2022-23.
scrubadub: Reports of 2019 2020 2021 2022.
scrubadub: 12 new road plans, 12 of 25 Court staff.
scrubadub: Password: late
scrubadub: Username {{USERNAME}} Password {{PASSWORD}}
scrubadub: Homes in NE1 4XX.
scrubadub: Ring 0191 498 0123.
scrubadub, en_GB: Visits of 14 to 18 March 2022.
scrubadub, en_GB: Ages 16-17 in 2022-23.
scrubadub, en_GB: Reports of 2019 2020 2021 2022.
scrubadub, en_GB: 12 new road plans, 12 of 25 Court staff.
scrubadub, en_GB: Password: late
scrubadub, en_GB: Username {{USERNAME}} Password {{PASSWORD}}
scrubadub, en_GB: Homes in {{POSTALCODE}}.
scrubadub, en_GB: Ring {{PHONE}}.
CommonRegex: {}
CommonRegex: {}
CommonRegex: {'credit_cards': ['2019 2020 2021 2022'], 'phones': ['2019 2020', '2021 2022']}
CommonRegex: {'street_addresses': ['12 new road', '12 of 25 Court']}
CommonRegex: {}
CommonRegex: {}
CommonRegex: {}
CommonRegex: {'phones': ['0191 498 0123']}
TXT
diff expected saw || { echo "changed: other words are taken out"; exit 1; }
echo "as seen: years are taken out and postcodes stay"
