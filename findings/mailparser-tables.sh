#!/usr/bin/env bash
# mailparser makes the text of a mail that is HTML only, and in it a whole table is one word: cells and rows have nothing between them, so Area,
# Grade, Help and Good are "AreaGradeHelpGood". Headings come out in capitals, whatever the mail shows, and a link's address stands
# in brackets behind its words. For a mail that has a text part as well, the text is that part.
#
# Why it matters: judgements are sent as a table of areas and grades. Neither "Help" nor "Good" is found as a word, and it depends on
# the sender's program whether a mail has a text part.
#
# Seen 2026-11-30 with mailparser 3.14.2 (npm, Node 20).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit mailparser@3.14.2 > /dev/null

cat > read.js <<'JS'
const { simpleParser } = require("mailparser");
const html = '<h2>Outcome for Northmere</h2><table><tr><th>Area</th><th>Grade</th></tr><tr><td>Help</td><td>Good</td></tr></table>'
  + '<p>See <a href="https://example.org/report">the report</a>.</p>';
const head = "From: a@example.org\r\nTo: b@example.org\r\nSubject: Outcome\r\nMIME-Version: 1.0\r\n";
const part = (type, text) => `Content-Type: text/${type}; charset=utf-8\r\n\r\n${text}\r\n`;
const mails = {
  "HTML only": head + part("html", html),
  "both": `${head}Content-Type: multipart/alternative; boundary=X\r\n\r\n--X\r\n${part("plain", "Help: Good")}--X\r\n${part("html", html)}--X--\r\n`,
};
(async () => {
  for (const [name, mail] of Object.entries(mails)) console.log(`${name}:`, JSON.stringify((await simpleParser(mail)).text.trim()));
})();
JS
node read.js > saw
cat saw
cat > expected <<'TXT'
HTML only: "OUTCOME FOR NORTHMERE\n\nAreaGradeHelpGood\n\nSee the report [https://example.org/report]."
both: "Help: Good"
TXT
diff expected saw || { echo "changed: mailparser makes another text"; exit 1; }
echo "as seen: a table is one word"
