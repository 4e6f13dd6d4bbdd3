#!/usr/bin/env bash
# Whoosh takes common words out of texts and of questions and closes the gap, so a phrase matches across them and whatever they
# are: "not good" is the one word good, "plans late" is found in "Plans are late", and "plans for visits" in "plans or visits". It takes
# "not" for a common word, and each word of one letter or figure too: "paragraph 7" finds every paragraph, 7 alone nothing.
#
# Why it matters: a phrase in quotation marks is asked for where the very words count. The hits for "not good" are those that say
# good, and a paragraph cannot be asked for by its number until it has two figures.
#
# Seen 2026-11-30 with Whoosh-Reloaded 2.7.5 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check Whoosh-Reloaded==2.7.5

cat > search.py <<'PY'
from whoosh.fields import TEXT, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.qparser import QueryParser
index = RamStorage().create_index(Schema(text=TEXT(stored=True)))
with index.writer() as writer:
    for text in ["Help is not good.", "Help is good.", "Plans are late.", "Of plans or visits.", "Paragraph 7.", "Paragraph 12."]:
        writer.add_document(text=text)
with index.searcher() as searcher:
    for asked in ['"not good"', '"plans late"', '"plans for visits"', '"visits plans"', "paragraph AND 7", "paragraph AND 12", "7"]:
        query = QueryParser("text", index.schema).parse(asked)
        print(f"{asked}: {query}", sorted(hit["text"] for hit in searcher.search(query)))
PY
venv/bin/python -W ignore search.py > saw
cat saw
cat > expected <<'TXT'
"not good": text:good ['Help is good.', 'Help is not good.']
"plans late": text:"plans late" ['Plans are late.']
"plans for visits": text:"plans visits" ['Of plans or visits.']
"visits plans": text:"visits plans" []
paragraph AND 7: text:paragraph ['Paragraph 12.', 'Paragraph 7.']
paragraph AND 12: (text:paragraph AND text:12) ['Paragraph 12.']
7: <_NullQuery> []
TXT
diff expected saw || { echo "changed: Whoosh finds others"; exit 1; }
echo "as seen: phrases match across common words"
