#!/usr/bin/env bash
# Citation.js prints the name of BibTeX's entry type in the reference: @techreport with number = {HC 12} is "(Techreport HC 12)" in APA style, and without a number
# "[Techreport]"; @report has neither. From RIS it takes the ISBN of a report (SN) for the report's number: "(No. 978-0-00-000000–2)", with a dash in
# it, and the number that M1 gives is gone. A kind of report that biblatex has as type comes back from it as entrysubtype.
#
# Why it matters: @techreport is BibTeX's only entry for reports, so each inspection report is called a techreport. The number is how papers of a
# parliament are asked for, and the one printed belongs to the printed book.
#
# Seen 2026-11-30 with citation-js 0.7.22 (npm, Node 20).
set -euo pipefail

command -v npm > /dev/null || { echo "needs npm"; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix . citation-js@0.7.22 > /dev/null 2>&1
cat > cite.cjs <<'JS'
const Cite = require("citation-js");
const fields = "author = {Lee, Ann}, title = {Plans}, institution = {Homewatch}, year = 2022";
const reports = {
    "techreport": `@techreport{a, ${fields}, number = {HC 12}}`,
    "techreport without a number": `@techreport{a, ${fields}}`,
    "report": `@report{a, ${fields}, number = {HC 12}}`,
    "RIS": "TY  - RPRT\nAU  - Lee, Ann\nTI  - Plans\nPB  - Homewatch\nPY  - 2022\nM1  - HC 12\nSN  - 978-0-00-000000-2\nER  - \n",
};
for (const [name, report] of Object.entries(reports)) {
    console.log(`${name}: ${new Cite(report).format("bibliography", { template: "apa", lang: "en-US" }).trim()}`);
}
const again = new Cite(`@report{a, ${fields}, type = {Inspection report}}`).format("biblatex");
console.log("biblatex again:", again.match(/.*type = .*/)[0].trim());
JS
node cite.cjs > saw
cat saw
cat > expected <<'TXT'
techreport: Lee, A. (2022). Plans (Techreport HC 12). Homewatch.
techreport without a number: Lee, A. (2022). Plans [Techreport]. Homewatch.
report: Lee, A. (2022). Plans (HC 12). Homewatch.
RIS: Lee, A. (2022). Plans (No. 978-0-00-000000–2). Homewatch.
biblatex again: entrysubtype = {Inspection report},
TXT
diff expected saw || { echo "changed: reports are cited otherwise"; exit 1; }
echo "as seen: a report is a techreport"
