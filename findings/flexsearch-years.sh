#!/usr/bin/env bash
# FlexSearch cuts numbers into threes before it indexes them, so a year is two words: 2022 is 202 and 2. A search for 2022 also finds
# a text with 2023 and a 2 somewhere else in it, and one for 202 finds every year from 2020 to 2029.
# It also makes one letter of two, so that "staff" is found by "staf". None of it is asked for; numeric: false and dedupe: false in
# an Encoder turn it off.
#
# Why it matters: reports are full of years, ages and paragraph numbers, and it is years that are searched for. The wrong hits look
# right, since a year does stand in them.
#
# Seen 2026-11-29 with flexsearch 0.8.212 (npm), Node 20.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit flexsearch@0.8.212 > /dev/null

cat > search.cjs <<'JS'
const { Index, Encoder } = require("flexsearch");
const texts = ["Inspected in 2022.", "Inspected in 2023 by a team of 2.", "Inspected in 2023.", "Staff agree."];
const own = new Encoder({ numeric: false, dedupe: false });
for (const [name, options] of [["as it comes", {}], ["own encoder", { encoder: own }]]) {
  const index = new Index(options);
  texts.forEach((text, place) => index.add(place, text));
  for (const query of ["2022", "2023", "202", "staf"])
    console.log(`${name}, ${query}:`, JSON.stringify(index.search(query).map(place => texts[place])));
}
JS
node search.cjs > saw
cat saw
cat > expected <<'TXT'
as it comes, 2022: ["Inspected in 2022.","Inspected in 2023 by a team of 2."]
as it comes, 2023: ["Inspected in 2023 by a team of 2.","Inspected in 2023."]
as it comes, 202: ["Inspected in 2022.","Inspected in 2023 by a team of 2.","Inspected in 2023."]
as it comes, staf: ["Staff agree."]
own encoder, 2022: ["Inspected in 2022."]
own encoder, 2023: ["Inspected in 2023 by a team of 2.","Inspected in 2023."]
own encoder, 202: []
own encoder, staf: []
TXT
diff expected saw || { echo "changed: FlexSearch finds others"; exit 1; }
echo "as seen: 2022 finds 2023 and 2"
