#!/usr/bin/env bash
# compromise-dates makes one date of two that are joined by "and", in the month which it is now: "14 March 2022 and 18 July 2022" is 14 November 2022
# when read in November and 14 June 2022 when read in June. Either date alone is right, and so are both with a word more ("on 14 March 2022
# and on 18 July 2022"). "14 to 18 March 2022" is the afternoon of 1 March from two to six; of "14 March 2022 to 18 March 2022" the end is 14 March.
#
# Why it matters: two visits, and the first and last day of one, are what a report says of its dates. The day and the year are those of the text,
# the month is that of the reader, and the next run in another month has another date.
#
# Seen 2026-11-30 with compromise 14.17.0 and compromise-dates 3.9.0 (npm, Node 20).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . compromise@14.17.0 compromise-dates@3.9.0 > /dev/null 2>&1

cat > read.cjs <<'JS'
const nlp = require("compromise"), dates = require("compromise-dates");
nlp.plugin(dates.default || dates);
for (const today of ["2026-11-30", "2027-06-10"])
    for (const text of ["14 March 2022", "14 March 2022 and 18 July 2022", "on 14 March 2022 and on 18 July 2022", "14, 15 and 16 March 2022",
        "14 to 18 March 2022", "14 March 2022 to 18 March 2022"]) {
        const found = nlp(text).dates({ timezone: "UTC", today }).get();
        console.log(`${today}, ${text}: ${found.map(one => `${one.start.slice(0, 16)} to ${one.end.slice(0, 16)}`).join("; ")}`);
    }
JS
TZ=UTC node read.cjs > saw
cat saw
cat > expected <<'TXT'
2026-11-30, 14 March 2022: 2022-03-14T00:00 to 2022-03-14T23:59
2026-11-30, 14 March 2022 and 18 July 2022: 2022-11-14T00:00 to 2022-11-14T23:59
2026-11-30, on 14 March 2022 and on 18 July 2022: 2022-03-14T00:00 to 2022-03-14T23:59; 2022-07-18T00:00 to 2022-07-18T23:59
2026-11-30, 14, 15 and 16 March 2022: 2022-03-16T00:00 to 2022-03-16T23:59
2026-11-30, 14 to 18 March 2022: 2022-03-01T14:00 to 2022-03-01T18:00
2026-11-30, 14 March 2022 to 18 March 2022: 2022-03-14T00:00 to 2022-03-14T18:00
2027-06-10, 14 March 2022: 2022-03-14T00:00 to 2022-03-14T23:59
2027-06-10, 14 March 2022 and 18 July 2022: 2022-06-14T00:00 to 2022-06-14T23:59
2027-06-10, on 14 March 2022 and on 18 July 2022: 2022-03-14T00:00 to 2022-03-14T23:59; 2022-07-18T00:00 to 2022-07-18T23:59
2027-06-10, 14, 15 and 16 March 2022: 2022-03-16T00:00 to 2022-03-16T23:59
2027-06-10, 14 to 18 March 2022: 2022-03-01T14:00 to 2022-03-01T18:00
2027-06-10, 14 March 2022 to 18 March 2022: 2022-03-14T00:00 to 2022-03-14T18:00
TXT
diff expected saw || { echo "changed: other dates are read"; exit 1; }
echo "as seen: two days are one in the present month"
