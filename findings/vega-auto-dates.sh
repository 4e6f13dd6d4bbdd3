#!/usr/bin/env bash
# Vega, asked to find the types of a CSV file's columns by itself (parse: "auto"), takes percentages for years: 48% and 50% are 1 January 2048 and 1950. "Para 7", "Section 7", "Case 7", "HC 7" and "Northmere 7" are
# July 2001, 7-8 is 8 July 2001 and 1/2 is 2 January. 14/03/2022 is text while 04/03/2022 and 05/03/2022 are 3 April and 3 May; 7.1 and 7.10 are one number,
# case 0007 is 7. It asks Date.parse of each value of the column, and V8's takes any words with a number behind. "7 of 12" and £5 stay text.
#
# Why it matters: charts of an export are drawn so. The axis of a chart of paragraphs or shares is a calendar, and whether a day is read the American way
# depends on the other days of the column. (vega-lite asks for nothing by itself, so there all cells are text.)
#
# Seen 2026-11-30 with vega-loader 5.1.3 (npm, Node 20).
set -euo pipefail

command -v node > /dev/null || { echo "needs node"; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund vega-loader@5.1.3 > log 2>&1 || { tail -n 5 log; exit 1; }
cat > read.mjs <<'JS'
import { read } from "vega-loader";
const columns = [["48%", "50%"], ["Para 7", "Para 8"], ["Section 7", "Section 8"], ["HC 7", "HC 12"], ["Northmere 7", "Northmere 8"], ["7-8", "9-10"], ["1/2", "2/3"],
  ["04/03/2022", "05/03/2022"], ["14/03/2022", "15/03/2022"], ["7.1", "7.10"], ["0007", "0008"], ["7 of 12", "8 of 12"], ["£5", "£7"], ["2022-03-14", "2022-03-15"]];
for (const column of columns) {
  const rows = read(["value", ...column, ""].join("\n"), { type: "csv", parse: "auto" });
  const shown = rows.map(({ value }) => value instanceof Date || Math.abs(value) > 1e9 ? new Date(value).toISOString().slice(0, 10) : JSON.stringify(value));
  console.log(`${column.join(", ")}: ${shown.join(", ")}`);
}
JS
TZ=UTC node read.mjs > saw
cat saw
cat > expected <<'TXT'
48%, 50%: 2048-01-01, 1950-01-01
Para 7, Para 8: 2001-07-01, 2001-08-01
Section 7, Section 8: 2001-07-01, 2001-08-01
HC 7, HC 12: 2001-07-01, 2001-12-01
Northmere 7, Northmere 8: 2001-07-01, 2001-08-01
7-8, 9-10: 2001-07-08, 2001-09-10
1/2, 2/3: 2001-01-02, 2001-02-03
04/03/2022, 05/03/2022: 2022-04-03, 2022-05-03
14/03/2022, 15/03/2022: "14/03/2022", "15/03/2022"
7.1, 7.10: 7.1, 7.1
0007, 0008: 7, 8
7 of 12, 8 of 12: "7 of 12", "8 of 12"
£5, £7: "£5", "£7"
2022-03-14, 2022-03-15: 2022-03-14, 2022-03-15
TXT
diff expected saw || { echo "changed: columns are of other types"; exit 1; }
echo "as seen: a share is a year"
