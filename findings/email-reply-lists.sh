#!/usr/bin/env bash
# email_reply_parser, which takes quotations and signatures off mails, takes a list whose hyphens touch their words ("-Plans are late.") for the begin of a
# signature: the list and all that follows it are gone. node-email-reply-parser does so too, email-reply-parser (npm) does not. All three end a mail
# at the sentence "On 14 March 2022 the inspectors wrote:", and a passage quoted in the middle of a mail, between "Staff say:" and
# "We agree.", goes without a trace.
#
# Why it matters: findings are sent to and fro by mail, and what is kept of a mail is often what such a package leaves. The list is what
# the mail was written for, and a mail cut behind "we found:" reads as if it were whole.
#
# Seen 2026-11-30 with email-reply-parser 0.5.12 (PyPI, Python 3.11), node-email-reply-parser 0.1.4 and email-reply-parser 2.3.7 (npm, Node 20).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check email-reply-parser==0.5.12
npm install --silent --no-audit --no-fund --prefix . node-email-reply-parser@0.1.4 email-reply-parser@2.3.7 > /dev/null 2>&1

cat > mails.json <<'JSON'
["We found:\n\n-Plans are late.\n-Visits are few.\n\nStaff agree.\n",
 "We found:\n\n- Plans are late.\n- Visits are few.\n\nStaff agree.\n",
 "Dear all,\n\nOn 14 March 2022 the inspectors wrote:\n\nPlans are late.\n\nStaff agree.\n",
 "Staff say:\n\n> Plans are late.\n\nWe agree.\n"]
JSON
cat > read.py <<'PY'
import json
from email_reply_parser import EmailReplyParser
for mail in json.load(open("mails.json")):
    print("Python:", json.dumps(EmailReplyParser.parse_reply(mail)))
PY
cat > read.cjs <<'JS'
const old = require("node-email-reply-parser"), newer = require("email-reply-parser"), Parser = newer.default || newer;
const mails = JSON.parse(require("fs").readFileSync("mails.json"));
for (const mail of mails) console.log("node-email-reply-parser:", JSON.stringify((old.default || old)(mail, true).trim()));
for (const mail of mails) console.log("email-reply-parser (npm):", JSON.stringify(new Parser().parseReply(mail).trim()));
JS
{ venv/bin/python read.py; node read.cjs; } > saw
cat saw
cat > expected <<'TXT'
Python: "We found:"
Python: "We found:\n\n- Plans are late.\n- Visits are few.\n\nStaff agree."
Python: "Dear all,"
Python: "Staff say:\nWe agree."
node-email-reply-parser: "We found:"
node-email-reply-parser: "We found:\n\n- Plans are late.\n- Visits are few.\n\nStaff agree."
node-email-reply-parser: "Dear all,"
node-email-reply-parser: "Staff say:\nWe agree."
email-reply-parser (npm): "We found:\n\n-Plans are late.\n-Visits are few.\n\nStaff agree."
email-reply-parser (npm): "We found:\n\n- Plans are late.\n- Visits are few.\n\nStaff agree."
email-reply-parser (npm): "Dear all,"
email-reply-parser (npm): "Staff say:\nWe agree."
TXT
diff expected saw || { echo "changed: mails are cut otherwise"; exit 1; }
echo "as seen: a list is a signature"
