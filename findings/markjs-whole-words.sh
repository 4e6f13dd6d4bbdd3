#!/usr/bin/env bash
# mark.js, asked to mark whole words (accuracy: "exactly"), marks none that has a sign beside it: of "Plans are late. Late plans, few visits" it marks the
# first Plans and the second Late, but neither "late." nor "plans,". A search for "late." with its full stop marks that. Only blanks and the ends
# of a piece of text bound a word, unless the signs are listed (limiters), and each that is not listed goes on joining: “good”, 2022–23.
#
# Why it matters: hits are shown to a reader by such marks. The last word of each sentence, one in quotation marks and each number in brackets
# are found by the engine and have no mark, so the passage looks as if it were none.
#
# Seen 2026-11-30 with mark.js 8.11.1 and jsdom 29.1.1 (npm, Node 20).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . mark.js@8.11.1 jsdom@29.1.1 > /dev/null 2>&1

cat > mark.cjs <<'JS'
const { JSDOM } = require("jsdom"), Mark = require("mark.js");
const page = new JSDOM().window;
for (const name of ["window", "document", "Node", "NodeList", "NodeFilter"]) globalThis[name] = name == "window" ? page : page[name];
const signs = [...",.;:()"];
for (const [text, asked] of [["Plans are late. Late plans, few visits", "plans"], ["Plans are late. Late plans, few visits", "late"],
    ["Plans are late. Late plans, few visits", "late."], ["The “good” help (17) of 2022–23 was good", "good"], ["The help (17) of 2022–23", "17"], ["The help (17) of 2022–23", "2022"]])
    for (const [name, accuracy] of [["exactly", "exactly"], ["with limiters", { value: "exactly", limiters: signs }], ["partially", "partially"]]) {
        document.body.innerHTML = `<p>${text}</p>`;
        new Mark(document.body).mark(asked, { accuracy });
        console.log(`${asked}, ${name}: ${document.querySelector("p").innerHTML.replace(/<mark[^>]*>/g, "[").replaceAll("</mark>", "]")}`);
    }
JS
node mark.cjs > saw
cat saw
cat > expected <<'TXT'
plans, exactly: [Plans] are late. Late plans, few visits
plans, with limiters: [Plans] are late. Late [plans], few visits
plans, partially: [Plans] are late. Late [plans], few visits
late, exactly: Plans are late. [Late] plans, few visits
late, with limiters: Plans are [late]. [Late] plans, few visits
late, partially: Plans are [late]. [Late] plans, few visits
late., exactly: Plans are [late.] Late plans, few visits
late., with limiters: Plans are [late.] Late plans, few visits
late., partially: Plans are [late.] Late plans, few visits
good, exactly: The “good” help (17) of 2022–23 was [good]
good, with limiters: The “good” help (17) of 2022–23 was [good]
good, partially: The “[good]” help (17) of 2022–23 was [good]
17, exactly: The help (17) of 2022–23
17, with limiters: The help ([17]) of 2022–23
17, partially: The help ([17]) of 2022–23
2022, exactly: The help (17) of 2022–23
2022, with limiters: The help (17) of 2022–23
2022, partially: The help (17) of [2022]–23
TXT
diff expected saw || { echo "changed: other words are marked"; exit 1; }
echo "as seen: a word with a sign beside it has no mark"
