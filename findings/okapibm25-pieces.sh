#!/usr/bin/env bash
# okapibm25 (npm) counts a word wherever its letters stand and takes it for a regular expression: "plan" has its best score in "planned planning", "late" none in "Late plans" and
# one in "a slate roof", and "7.10" finds paragraph 7310 and puts it before 7.10, since how often it occurs is counted by the expression and how many texts have it
# by the letters. "." scores in every text, and "(a)" is the letter a in any word, by which the one text that has (a) comes last.
#
# Why it matters: BM25 is known as a way to rank words, and its name and formula are all that the package has. Nothing is cut into words first, so that
# short words, numbers and names rank texts that do not have them.
#
# Seen 2026-11-30 with okapibm25 1.4.1 (npm, Node 20).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . okapibm25@1.4.1 > /dev/null 2>&1

cat > rank.cjs <<'JS'
const bm25 = require("okapibm25").default;
const texts = ["plans are late", "Late plans", "planned planning", "a slate roof", "paragraph 7.10", "paragraph 7310", "homes (a) and (b)"];
for (const word of ["plan", "late", "7.10", "(a)", ".", "plans"]) {
    const found = bm25(texts, [word]).map((score, index) => [score, texts[index]]).filter(([score]) => score).sort(([one], [other]) => other - one);
    console.log(`${word}: ${found.map(([score, text]) => `${text} ${score.toFixed(2)}`).join(", ")}`);
}
JS
node rank.cjs > saw
cat saw
cat > expected <<'TXT'
plan: planned planning 1.23, Late plans 0.93, plans are late 0.79
late: plans are late 1.12, a slate roof 1.12
7.10: paragraph 7310 1.88, paragraph 7.10 1.60
(a): paragraph 7310 2.79, plans are late 2.57, paragraph 7.10 2.57, Late plans 2.49, planned planning 2.49, a slate roof 2.24, homes (a) and (b) 2.03
.: planned planning 3.47, paragraph 7310 3.45, plans are late 3.37, paragraph 7.10 3.37, homes (a) and (b) 3.36, Late plans 3.36, a slate roof 3.32
plans: Late plans 1.30, plans are late 1.12
TXT
diff expected saw || { echo "changed: other texts are found"; exit 1; }
echo "as seen: words are found within words, and points are any sign"
