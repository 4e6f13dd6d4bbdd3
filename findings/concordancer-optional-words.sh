#!/usr/bin/env bash
# concordancer lists a place once for each way in which a pattern fits it: "late" "."? has seven lines for the word late in four places, "not"? "late" five, and "very"{1,2}
# three for "very very". It writes the pattern out into patterns without options and asks for each. The lines are not in the order of the
# texts either. Importing the package fetches a page from the web each time, or warns that it could not.
#
# Why it matters: a concordance is counted, and "not"? "late" is how one asks for late with what may stand before it. The total says more than there
# is, by as much as the optional word is common.
#
# Seen 2026-11-30 with concordancer 0.1.16 and cqls 0.1.6 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check concordancer==0.1.16 cqls==0.1.6
cat > search.py <<'PY'
import sys, types
# (Each import of the package would fetch a page for its web server, which is not used here.)
sys.modules["concordancer.server"] = types.SimpleNamespace(download_query_interface=lambda force=False: None)
from concordancer.concordancer import Concordancer

def words(sentence):
    return [{"word": word, "lemma": word, "pos": "X"} for word in sentence.split()]

corpus = Concordancer([{"text": [words("Plans are late ."), words("Plans are not late at all ."), words("Plans were very very late .")]},
                       {"text": [words("Visits are few , and late .")]}])
corpus.set_cql_parameters(default_attr="word")
for pattern in ('"late"', '"late" "."?', '"not"? "late"', '"very"{1,2}'):
    lines = list(corpus.cql_search(pattern))
    places = [(line["position"]["doc_idx"] + 1, line["position"]["sent_idx"] + 1) for line in lines]
    print(f"{pattern}: {len(lines)} lines, {' | '.join(' '.join(word['word'] for word in line['keyword']) for line in lines)}; "
          f"{'in order' if places == sorted(places) else 'not in order'}")
PY
venv/bin/python search.py > saw 2> log || { tail -n 5 log; exit 1; }
cat saw
cat > expected <<'TXT'
"late": 4 lines, late | late | late | late; not in order
"late" "."?: 7 lines, late | late | late | late | late . | late . | late .; not in order
"not"? "late": 5 lines, late | late | late | late | not late; not in order
"very"{1,2}: 3 lines, very | very | very very; in order
TXT
diff expected saw || { echo "changed: places are listed otherwise"; exit 1; }
echo "as seen: one place, two lines"
