#!/usr/bin/env bash
# mailparser (npm) gives a mail whose time zone it does not know the moment at which it is parsed: "Mon, 18 Jul 2022 00:30:00 BST" and the
# same with CET are now, in date and in headers alike. RFC 5322 has such zones taken for an unknown one and the rest kept. "(BST)" in
# brackets is a remark, so that half past midnight is UTC. postal-mime hands on the header's text. Neither says anything.
#
# Why it matters: British programs write BST. Letters of several summers that are read into an archive tonight are all of tonight, on
# each run another date, and nothing tells them from a mail that came today.
#
# Seen 2026-11-30 with mailparser 3.14.2 and postal-mime 4.0.0 (npm, Node 20).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit --prefix . mailparser@3.14.2 postal-mime@4.0.0 > /dev/null

cat > read.mjs <<'JS'
import { simpleParser } from "mailparser";
import PostalMime from "postal-mime";
const begun = Date.now();
const show = date => date.getTime() >= begun ? "now" : date.toISOString();
for (const date of ["Mon, 18 Jul 2022 00:30:00 +0100", "Mon, 18 Jul 2022 00:30:00 BST", "Mon, 18 Jul 2022 00:30:00 (BST)",
    "Mon, 18 Jul 2022 00:30:00 CET"]) {
    const mail = `From: home@example.org\r\nSubject: Northmere\r\nDate: ${date}\r\n\r\nPlans are late.\r\n`;
    const read = await simpleParser(mail);
    console.log(`${date}: ${show(read.date)}, header ${show(read.headers.get("date"))}; postal-mime ${(await PostalMime.parse(mail)).date}`);
}
JS
TZ=UTC node read.mjs > saw
cat saw
cat > expected <<'TXT'
Mon, 18 Jul 2022 00:30:00 +0100: 2022-07-17T23:30:00.000Z, header 2022-07-17T23:30:00.000Z; postal-mime 2022-07-17T23:30:00.000Z
Mon, 18 Jul 2022 00:30:00 BST: now, header now; postal-mime Mon, 18 Jul 2022 00:30:00 BST
Mon, 18 Jul 2022 00:30:00 (BST): 2022-07-18T00:30:00.000Z, header 2022-07-18T00:30:00.000Z; postal-mime 2022-07-18T00:30:00.000Z
Mon, 18 Jul 2022 00:30:00 CET: now, header now; postal-mime Mon, 18 Jul 2022 00:30:00 CET
TXT
diff expected saw || { echo "changed: dates of mails are read otherwise"; exit 1; }
echo "as seen: a date with BST is the moment of reading"
