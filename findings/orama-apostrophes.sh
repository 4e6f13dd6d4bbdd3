#!/usr/bin/env bash
# Orama cuts a word at a curly apostrophe and not at a straight one, and looks for every piece as a beginning. So children's finds the
# one text that has it typed so, and children’s finds each text that has "children" or any word that begins with s: "Staff agree." is
# a hit, and count is of all of them.
#
# Why it matters: word processors write the curly one and people type the straight one. The possessive, one of the commonest words of
# such reports, finds far too little or nearly everything, whichever way it is written.
#
# Seen 2026-11-29 with @orama/orama 3.1.18 (npm), Node 20.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit @orama/orama@3.1.18 > /dev/null

cat > search.mjs <<'JS'
import { create, insert, search } from "@orama/orama";
const index = create({ schema: { text: "string" } });
for (const text of ["Children's plans.", "Children’s plans.", "Staff agree.", "Visits are few."]) insert(index, { text });
for (const term of ["children's", "children’s"]) {
  const found = search(index, { term });
  console.log(`${term}: ${found.count}`, JSON.stringify(found.hits.map(hit => hit.document.text).sort()));
}
JS
node search.mjs > saw
cat saw
cat > expected <<'TXT'
children's: 1 ["Children's plans."]
children’s: 3 ["Children's plans.","Children’s plans.","Staff agree."]
TXT
diff expected saw || { echo "changed: Orama finds others"; exit 1; }
echo "as seen: the curly one finds words that begin with s"
