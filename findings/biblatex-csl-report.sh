#!/usr/bin/env bash
# biblatex-csl-converter makes CSL of a BibTeX report and loses who published it: institution = {Homewatch} is in what it reads and in nothing that its
# CSLExporter writes, the number HC 12 becomes that of a collection, and the title "Plans for Children in Northmere" is "Plans for children in
# northmere", also with langid = {english}, of which it makes en-US. There is no error and no warning; publisher in place of the institution is
# refused, with a warning.
#
# Why it matters: it is the bridge from .bib files to citation styles in editors for the web. A report is cited by its institution and number,
# styles print neither, and the place's name in lower case cannot be told from a word.
#
# Seen 2026-11-30 with biblatex-csl-converter 3.2.2 (npm, Node 20).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . biblatex-csl-converter@3.2.2 > /dev/null 2>&1

cat > read.mjs <<'JS'
import { BibLatexParser, CSLExporter } from "biblatex-csl-converter";
const report = more => `@report{plans, title = {Plans for Children in Northmere}, author = {{County Council}}, year = 2022, pages = {7--9}, number = {HC 12}, ${more}}`;
for (const more of ["institution = {Homewatch}", "institution = {Homewatch}, langid = {english}", "publisher = {Homewatch}"]) {
    const { entries, errors, warnings } = new BibLatexParser(report(more)).parse();
    const written = new CSLExporter(entries).parse()[1];
    console.log(`${more}: read ${Object.keys(entries[1].fields).sort().join(", ")}; said ${errors.length + warnings.length}`);
    for (const name of Object.keys(written).sort())
        if (!["id", "type", "author", "issued"].includes(name)) console.log(`    ${name}: ${written[name]}`);
}
JS
node read.mjs > saw
cat saw
cat > expected <<'TXT'
institution = {Homewatch}: read author, date, institution, number, pages, title; said 0
    collection-number: HC 12
    page: 7-9
    title: Plans for children in northmere
institution = {Homewatch}, langid = {english}: read author, date, institution, langid, number, pages, title; said 0
    collection-number: HC 12
    language: en-US
    page: 7-9
    title: Plans for children in northmere
publisher = {Homewatch}: read author, date, number, pages, title; said 1
    collection-number: HC 12
    page: 7-9
    title: Plans for children in northmere
TXT
diff expected saw || { echo "changed: other fields are written"; exit 1; }
echo "as seen: the institution is gone"
