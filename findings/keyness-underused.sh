#!/usr/bin/env bash
# The Python package keyness puts a word that a corpus avoids at the head of its key words: of texts that say good once where those compared with say it seven times, good is the first word with 4.555, before plans, which they say
# six times to one (4.411). Log-likelihood has no sign, and the list has no column that gives the direction, only the two counts, of texts that may differ in length. Words that are in
# the second corpus alone (few, visits) are in the list, too. Measured by dummy_zero=None they go, and so do those that are in the first alone, which are its most telling ones.
#
# Why it matters: keyness says what one set of reports is about as against another. The head of the list is quoted as what inadequate services are told, and good
# is what they are not.
#
# Seen 2026-12-01 with Keyness 0.26 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Keyness==0.26
cat > key.py <<'PY'
from keyness import log_likelihood
corpus = ["plans plans plans plans plans plans are late".split(), "help is good".split()]
reference = ["plans are good good good good good good good".split(), "visits are few".split()]
for name, more in (("by default", {}), ("dummy_zero=None", {"dummy_zero": None})):
    rows = log_likelihood(corpus, reference, **more)
    print(f"{name}:", "; ".join(f"{word} {score}, {here} to {there}" for word, score, here, there in sorted(rows, key=lambda row: (-row[1], row[0]))))
PY
venv/bin/python key.py > saw
cat saw
cat > expected <<'TXT'
by default: good 4.555, 1 to 7; plans 4.411, 6 to 1; help 1.475, 1 to 0; is 1.475, 1 to 0; late 1.475, 1 to 0; few 1.301, 0 to 1; visits 1.301, 0 to 1; are 0.258, 1 to 2
dummy_zero=None: good 4.555, 1 to 7; plans 4.411, 6 to 1; are 0.258, 1 to 2
TXT
diff expected saw || { echo "changed: words are ranked otherwise"; exit 1; }
echo "as seen: the word that is avoided is the first key word"
