#!/usr/bin/env bash
# "The Snowball stemmer for English" is two stemmers. snowballstemmer and PyStemmer follow the language's third edition, NLTK and the npm
# package snowball-stemmers the one before. In the new one university and universities are no longer one with universe, nor
# international with intern and evening with even; but added is one with add and psychologist with psychology only there. A curly
# apostrophe is taken off by NLTK alone: with the other three children’s is the stem children’, and not that of children's.
#
# Why it matters: an index made by one package and asked through another misses these words in silence, and counts of word families
# differ between Python packages of one name.
#
# Seen 2026-11-29 with snowballstemmer 3.1.1, PyStemmer 3.1.0, nltk 3.10.4 (PyPI, Python 3.11), snowball-stemmers 0.6.0 (npm, Node 20).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check snowballstemmer==3.1.1 PyStemmer==3.1.0 nltk==3.10.4
npm install --silent --no-fund --no-audit snowball-stemmers@0.6.0 > /dev/null

cat > stem.cjs <<'JS'
const stemmer = require("snowball-stemmers").newStemmer("english");
console.log(process.argv.slice(2).map(word => stemmer.stem(word)).join(" "));
JS
cat > stem.py <<'PY'
import subprocess, Stemmer, snowballstemmer
from nltk.stem.snowball import EnglishStemmer
words = "university universe international intern evening even added add psychologist psychology children's children’s".split()
print("words:", *words)
print("snowballstemmer:", *snowballstemmer.stemmer("english").stemWords(words))
print("PyStemmer:", *Stemmer.Stemmer("english").stemWords(words))
print("nltk:", *map(EnglishStemmer().stem, words))
print("npm:", subprocess.run(["node", "stem.cjs", *words], capture_output=True, text=True, check=True).stdout.strip())
PY
venv/bin/python stem.py > saw
cat saw
cat > expected <<'TXT'
words: university universe international intern evening even added add psychologist psychology children's children’s
snowballstemmer: universiti univers internat intern evening even add add psycholog psycholog children children’
PyStemmer: universiti univers internat intern evening even add add psycholog psycholog children children’
nltk: univers univers intern intern even even ad add psychologist psycholog children children
npm: univers univers intern intern even even ad add psychologist psycholog children children’
TXT
diff expected saw || { echo "changed: the stemmers agree otherwise"; exit 1; }
echo "as seen: two editions of one stemmer"
