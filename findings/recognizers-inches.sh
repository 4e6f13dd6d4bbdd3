#!/usr/bin/env bash
# Microsoft's Recognizers-Text (npm) finds lengths and halves in reports: "one in five homes" has one inch beside the number 0.2, "ages 16-17 in 2022-23" 17 inches and a number "17 in 2022" whose value
# is "NAN". Of 2½ and of 2 ½ weeks half a week is left, as its seconds, and ½ is the number 0; £1.2m is 1.2 pounds and 1.2 metres, £3bn three pounds. "14 and 15 March 2022" is the 15th, "March to May 2022" a March of 2026 or
# 2027, and "16-year-olds" a wait of sixteen years. "14-18 March 2022" is right.
#
# Why it matters: it is what chat programs for offices read numbers and dates with. How many in how many, how old and how long are what reports say most, and each has
# a value with its unit, in the form in which it is stored.
#
# Seen 2026-12-01 with @microsoft/recognizers-text-suite 1.3.1 (npm, Node 20).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . @microsoft/recognizers-text-suite@1.3.1 > /dev/null 2>&1
cat > read.mjs <<'JS'
import recognizers from "@microsoft/recognizers-text-suite";
const { recognizeNumber, recognizeDimension, recognizeCurrency, recognizeDateTime } = recognizers;
const texts = ["One in five homes.", "ages 16-17 in 2022-23", "ages 16–17 in 2022–23", "2½ weeks", "2 ½ weeks", "£1.2m", "£1.2 million", "£3bn",
    "14 and 15 March 2022", "14-18 March 2022", "March to May 2022", "16-year-olds"];
for (const text of texts) {
    const found = [];
    for (const read of [recognizeNumber, recognizeDimension, recognizeCurrency])
        for (const { text: words, resolution } of read(text, "en-us"))
            found.push(`"${words}" ${[resolution.value, resolution.unit].filter(Boolean).join(" ")}`);
    for (const { text: words, resolution } of recognizeDateTime(text, "en-gb", undefined, new Date(2026, 10, 30)))
        found.push(`"${words}" ${resolution.values.map(({ timex, start, value }) => start ?? value ?? timex).join(" or ")}`);
    console.log(`${text}: ${found.join(", ")}`);
}
JS
node read.mjs > saw 2> log || { tail -n 5 log; exit 1; }
cat saw
cat > expected <<'TXT'
One in five homes.: "one in five" 0.2, "one in" 1 Inch
ages 16-17 in 2022-23: "16" 16, "17 in 2022" NAN, "23" 23, "17 in" 17 Inch
ages 16–17 in 2022–23: "16" 16, "17 in 2022" NAN, "23" 23, "17 in" 17 Inch, "2022" 2022-01-01
2½ weeks: "½ weeks" 302400
2 ½ weeks: "2" 2, "½" 0, "½ weeks" 302400
£1.2m: "1.2m" 1.2 Meter, "£1.2" 1.2 Pound
£1.2 million: "1.2 million" 1200000, "£1.2 million" 1200000 Pound
£3bn: "£3" 3 Pound
14 and 15 March 2022: "14" 14, "15" 15, "2022" 2022, "15 march 2022" 2022-03-15
14-18 March 2022: "14" 14, "18" 18, "2022" 2022, "14-18 march 2022" 2022-03-14
March to May 2022: "2022" 2022, "march" 2026-03-01 or 2027-03-01, "may 2022" 2022-05-01
16-year-olds: "16" 16, "16-year" 504576000
TXT
diff expected saw || { echo "changed: other values are found"; exit 1; }
echo "as seen: one in five has an inch"
