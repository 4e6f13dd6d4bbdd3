#!/usr/bin/env bash
# Readers of durations make one of words that they do not know: "15 working days" is 105 days for enhanced-ms, since w is weeks, and "5 homes" five hours.
# "5–10 days", with a dash, is 510 days for timestring, and "paragraph 7: 3 days" 73. human-interval takes "3 visits in 4 weeks" for three weeks,
# "1,200 days" for one day, and "within 15 days" for none. parse-duration reads "2½ weeks" as nought. Of "5 days" all say 5.
#
# Why it matters: how long children waited is told in such words, and limits are set in working days. A number of days comes back, too small or
# too large, in place of the null or the error that the same package has for words it does not know.
#
# Seen 2026-11-30 with enhanced-ms 5.0.0, timestring 7.0.0, human-interval 2.0.1 and parse-duration 2.1.9 (npm, Node 20).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . enhanced-ms@5.0.0 timestring@7.0.0 human-interval@2.0.1 parse-duration@2.1.9 > /dev/null 2>&1

cat > read.mjs <<'JS'
import enhanced from "enhanced-ms";
import timestring from "timestring";
import interval from "human-interval";
import duration from "parse-duration";
const day = 86400000;
const readers = { "enhanced-ms": text => enhanced(text), timestring: text => timestring(text, "ms"), "human-interval": interval, "parse-duration": text => duration(text) };
for (const text of ["5 days", "15 working days", "within 15 days", "5 homes", "5–10 days", "paragraph 7: 3 days", "3 visits in 4 weeks", "1,200 days", "2½ weeks"]) {
    const read = Object.entries(readers).map(([name, reader]) => {
        try {
            const found = reader(text);
            return `${name} ${found === null || Number.isNaN(found) ? "nothing" : +(found / day).toFixed(3)}`;
        } catch {
            return `${name} error`;
        }
    });
    console.log(`${text}: ${read.join(", ")}`);
}
JS
node read.mjs > saw
cat saw
cat > expected <<'TXT'
5 days: enhanced-ms 5, timestring 5, human-interval 5, parse-duration 5
15 working days: enhanced-ms 105, timestring error, human-interval 15, parse-duration nothing
within 15 days: enhanced-ms 15, timestring 15, human-interval 0, parse-duration 15
5 homes: enhanced-ms 0.208, timestring error, human-interval nothing, parse-duration nothing
5–10 days: enhanced-ms nothing, timestring 510, human-interval 5, parse-duration 10
paragraph 7: 3 days: enhanced-ms nothing, timestring 73, human-interval 0, parse-duration 3
3 visits in 4 weeks: enhanced-ms nothing, timestring error, human-interval 21, parse-duration 28
1,200 days: enhanced-ms nothing, timestring 1200, human-interval 1, parse-duration 1200
2½ weeks: enhanced-ms 14, timestring 14, human-interval 14, parse-duration 0
TXT
diff expected saw || { echo "changed: durations are read otherwise"; exit 1; }
echo "as seen: working days are weeks"
