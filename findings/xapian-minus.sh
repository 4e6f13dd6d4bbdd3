#!/usr/bin/env bash
# Xapian's query parser finds with -late the texts that have "late" if nothing else is asked for: the minus is dropped. -late -few finds what has either word, and
# -"plans are" is plans or are, no phrase. It is so also with FLAG_PURE_NOT, by which "NOT late" finds all other texts; without that flag "NOT late" is
# an error and -late still no. Beside a word that is wanted the minus is obeyed.
#
# Why it matters: a search for all reports without a phrase shows those that have it, and nothing tells: a person who types -late has asked for the
# opposite of what comes.
#
# Seen 2026-11-30 with Debian 12's python3-xapian 1.4.22-1 (Python 3.11).
set -euo pipefail

version=$(dpkg-query -W -f '${Version}' python3-xapian 2> /dev/null) || { echo "needs the Debian package python3-xapian"; exit 2; }
echo "python3-xapian $version"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > search.py <<'PY'
import xapian
texts = ["Plans are late.", "Homes are full.", "Plans are not late.", "Visits are few."]
index = xapian.WritableDatabase("index", xapian.DB_CREATE)
terms = xapian.TermGenerator()
terms.set_stemmer(xapian.Stem("en"))
for text in texts:
    document = xapian.Document()
    document.set_data(text)
    terms.set_document(document)
    terms.index_text(text)
    index.add_document(document)
parser = xapian.QueryParser()
parser.set_stemmer(xapian.Stem("en"))
parser.set_stemming_strategy(parser.STEM_SOME)
parser.set_database(index)
for name, flags in (("default", parser.FLAG_DEFAULT), ("pure not", parser.FLAG_DEFAULT | parser.FLAG_PURE_NOT)):
    for words in ("NOT late", "-late", "-late -few", '-"plans are"', "plans -late", "-late homes"):
        try:
            search = xapian.Enquire(index)
            search.set_query(parser.parse_query(words, flags))
            found = " | ".join(sorted(match.document.get_data().decode() for match in search.get_mset(0, 10))) or "nothing"
        except xapian.QueryParserError as error:
            found = f"error ({error.get_msg()})"
        print(f"{name}, {words}: {found}")
PY
/usr/bin/python3 search.py > saw
cat saw
cat > expected <<'TXT'
default, NOT late: error (Syntax: <expression> NOT <expression>)
default, -late: Plans are late. | Plans are not late.
default, -late -few: Plans are late. | Plans are not late. | Visits are few.
default, -"plans are": Homes are full. | Plans are late. | Plans are not late. | Visits are few.
default, plans -late: nothing
default, -late homes: Homes are full.
pure not, NOT late: Homes are full. | Visits are few.
pure not, -late: Plans are late. | Plans are not late.
pure not, -late -few: Plans are late. | Plans are not late. | Visits are few.
pure not, -"plans are": Homes are full. | Plans are late. | Plans are not late. | Visits are few.
pure not, plans -late: nothing
pure not, -late homes: Homes are full.
TXT
diff expected saw || { echo "changed: minus means something else"; exit 1; }
echo "as seen: minus alone is no minus"
