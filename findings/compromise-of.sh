#!/usr/bin/env bash
# compromise takes "seven of 12" for the fraction seven twelfths: its numbers().toNumber() makes "0.583 plans were late" of "Seven of 12 plans were
# late", and of "Twenty-one of thirty-four plans" it makes "0 plans", since it reads no fraction over a number of two words. "Part one of three" is
# "Part 0.333", and "a third" is "0.333rd". "One in five" and "six of the seven" stay two numbers.
#
# Why it matters: how many of how many is what reports say most, and the two numbers are what is counted. The result is a sentence
# that says that no plan was late.
#
# Seen 2026-11-30 with compromise 14.17.0 (npm, Node 20).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . compromise@14.17.0 > /dev/null 2>&1

cat > read.cjs <<'JS'
const nlp = require("compromise");
for (const text of ["Seven of 12 plans were late.", "Twenty-one of thirty-four plans were late.", "In one of four homes, two of the staff left.",
    "Six of the seven homes were good.", "One in five plans was late.", "A third of homes closed.", "Part one of three."]) {
    const read = nlp(text);
    read.numbers().toNumber();
    console.log(`${text} ${JSON.stringify(nlp(text).numbers().get())} ${read.text()}`);
}
JS
node read.cjs > saw
cat saw
cat > expected <<'TXT'
Seven of 12 plans were late. [0.583] 0.583 plans were late.
Twenty-one of thirty-four plans were late. [0] 0 plans were late.
In one of four homes, two of the staff left. [0.25,2] In 0.25 homes, 2 of the staff left.
Six of the seven homes were good. [6,7] 6 of the 7 homes were good.
One in five plans was late. [1,5] 1 in 5 plans was late.
A third of homes closed. [0.333] 0.333rd of homes closed.
Part one of three. [0.333] Part 0.333.
TXT
diff expected saw || { echo "changed: other numbers are read"; exit 1; }
echo "as seen: so many of so many is one number, or none"
