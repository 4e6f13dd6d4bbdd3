#!/usr/bin/env bash
# gensim's two ways to make words of a text leave out words that reports are about. simple_preprocess keeps words of two to 15 letters: responsibilities, accountabilities and
# disproportionately are not there, nor any number. remove_stopwords, and preprocess_string with it, takes fire, serious, sincere, interest, system, computer, detail,
# bill, full, nobody and not for common words, unless a sign stands beside them: of "The fire was serious. Nobody made a serious call." it keeps "serious. call."
#
# Why it matters: they are the first line of most of its examples, and topics, phrases and nearest words are made of what they return. That no report speaks
# of fire or of responsibilities is then a result.
#
# Seen 2026-11-30 with gensim 4.4.0 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check gensim==4.4.0

cat > words.py <<'PY'
from gensim.parsing.preprocessing import preprocess_string, remove_stopwords
from gensim.utils import simple_preprocess
for text in ("Responsibilities of leaders", "recommendations and accountabilities", "disproportionately late in 2022", "a multidisciplinary team of 7"):
    print(f"{text}: simple_preprocess {' '.join(simple_preprocess(text))}; preprocess_string {' '.join(preprocess_string(text))}")
for text in ("the fire was serious. nobody made a serious call.", "their interest in the system is sincere", "detail is not found", "a computer in full use, and no bill"):
    print(f"{text}: remove_stopwords {remove_stopwords(text)!r}; preprocess_string {preprocess_string(text)}")
PY
venv/bin/python -W ignore words.py > saw
cat saw
cat > expected <<'TXT'
Responsibilities of leaders: simple_preprocess of leaders; preprocess_string respons leader
recommendations and accountabilities: simple_preprocess recommendations and; preprocess_string recommend account
disproportionately late in 2022: simple_preprocess late in; preprocess_string disproportion late
a multidisciplinary team of 7: simple_preprocess team of; preprocess_string multidisciplinari team
the fire was serious. nobody made a serious call.: remove_stopwords 'serious. call.'; preprocess_string []
their interest in the system is sincere: remove_stopwords ''; preprocess_string []
detail is not found: remove_stopwords ''; preprocess_string []
a computer in full use, and no bill: remove_stopwords 'use,'; preprocess_string ['us']
TXT
diff expected saw || { echo "changed: other words are left out"; exit 1; }
echo "as seen: fire and responsibilities are no words of a text"
