#!/usr/bin/env bash
# Loading natural, the npm package of stemmers and tokenizers, prints five lines to standard output, a tip for another product in each,
# and takes the variables of an .env file in the working folder into the environment. Its classes for databases, which are
# loaded along, do so at once through dotenv. require("natural/lib/natural/stemmers/porter_stemmer") alone does neither.
#
# Why it matters: what stems words for a search often writes JSON to a pipe, or speaks a protocol over standard output as tool servers for
# assistants do. The first lines are then no JSON, they change from run to run, and no line of the program prints them.
#
# Seen 2026-11-29 with natural 8.1.1, which installed dotenv 17.4.2 (npm, Node 20).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit natural@8.1.1 dotenv@17.4.2 > /dev/null

echo 'REPORTS=northmere' > .env
for module in natural natural/lib/natural/stemmers/porter_stemmer; do
    node -e 'const module = require(process.argv[1]); const stemmer = module.PorterStemmer || module;
        console.log(JSON.stringify([stemmer.stem("inspections"), process.env.REPORTS || null]))' $module > out 2> err
    echo "$module: $(grep -c "injected env" out || true) of $(wc -l < out) lines not ours, $(wc -l < err) errors; ours: $(tail -n 1 out)"
done > saw
cat saw
cat > expected <<'TXT'
natural: 5 of 6 lines not ours, 0 errors; ours: ["inspect","northmere"]
natural/lib/natural/stemmers/porter_stemmer: 0 of 1 lines not ours, 0 errors; ours: ["inspect",null]
TXT
diff expected saw || { echo "changed: natural is loaded otherwise"; exit 1; }
echo "as seen: loading a stemmer prints and reads .env"
