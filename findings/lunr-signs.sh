#!/usr/bin/env bash
# lunr finds no word that is asked for with a sign behind it: "late?", "late," and "late." find nothing, though "late" does, and "plans are late?" finds
# texts by plans alone. It takes such signs off the words of texts, and not off those of questions. Words that it calls common are treated so too:
# "not" finds nothing, and "late -not" finds "Plans are not late". elasticlunr and MiniSearch find "late?".
#
# Why it matters: people ask in sentences and paste them from the report itself. Instead of no hit there are hits for the other words, so that
# nobody sees that the last word of the question was not looked for.
#
# Seen 2026-11-30 with lunr 2.3.9, elasticlunr 0.9.5 and minisearch 7.2.0 (npm, Node 20).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . lunr@2.3.9 elasticlunr@0.9.5 minisearch@7.2.0 > /dev/null 2>&1

cat > search.cjs <<'JS'
const lunr = require("lunr"), elastic = require("elasticlunr"), MiniSearch = require("minisearch");
const texts = ["Plans are late.", "Plans are not late.", "Plans are good.", "Visits are few."];
const first = lunr(function () {
    this.ref("id"), this.field("text");
    texts.forEach((text, id) => this.add({ id, text }));
});
const second = elastic(function () { this.setRef("id"), this.addField("text"); });
texts.forEach((text, id) => second.addDoc({ id, text }));
const third = new MiniSearch({ fields: ["text"] });
third.addAll(texts.map((text, id) => ({ id, text })));
for (const asked of ["late", "late?", "late.", "late, good", "plans are late?", "\"late\"", "not", "late -not"]) {
    const found = hits => hits.map(hit => +(hit.ref ?? hit.id) + 1).sort().join(" ") || "nothing";
    console.log(`${asked} : lunr ${found(first.search(asked))}; elasticlunr ${found(second.search(asked, {}))}; MiniSearch ${found(third.search(asked))}`);
}
JS
node search.cjs > saw
cat saw
cat > expected <<'TXT'
late : lunr 1 2; elasticlunr 1 2; MiniSearch 1 2
late? : lunr nothing; elasticlunr 1 2; MiniSearch 1 2
late. : lunr nothing; elasticlunr 1 2; MiniSearch 1 2
late, good : lunr 3; elasticlunr 1 2 3; MiniSearch 1 2 3
plans are late? : lunr 1 2 3; elasticlunr 1 2 3; MiniSearch 1 2 3 4
"late" : lunr nothing; elasticlunr 1 2; MiniSearch 1 2
not : lunr nothing; elasticlunr nothing; MiniSearch 2
late -not : lunr 1 2; elasticlunr 1 2; MiniSearch 1 2
TXT
diff expected saw || { echo "changed: others are found"; exit 1; }
echo "as seen: a word with a sign behind it is not found"
