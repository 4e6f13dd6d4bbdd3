#!/usr/bin/env bash
# goose3, which takes the article out of a page, takes words out of its sentences: of "Plans are <mark>not</mark> late in most of the teams" it has "Plans are late in most of the teams". So it does with <abbr>,
# <time>, <del> and <ins>: "Help is <del>good</del><ins>poor</ins>" has neither grade, and "The LA agrees" no LA. Bold and italic words stay. "Visits are few.", an item of a list whose longer
# items are kept, is gone, and so are tables. boilerpy3 puts a marked word on a line by itself, and newspaper4k makes one word of a table, "AreaGradeHelpGood".
#
# Why it matters: collections of pages are made with it, and <mark> is what a word is given to make sure that it is seen. The sentence reads well and says the
# opposite.
#
# Seen 2026-12-01 with goose3 3.1.22, boilerpy3 1.0.7 and newspaper4k 0.9.6 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check goose3==3.1.22 boilerpy3==1.0.7 newspaper4k==0.9.6
cat > read.py <<'PY'
import warnings
warnings.filterwarnings("ignore")
import newspaper
from boilerpy3.extractors import ArticleExtractor
from goose3 import Goose

around = ("Inspectors read the plans of forty-one children, whose names have been changed here. They met the staff of the homes and the leaders of the "
          "services, and heard what children think of them.")

def by_newspaper(page):
    article = newspaper.Article("https://example.org/report")
    article.download(input_html=page)
    article.parse()
    return article.text

readers = {"goose3": lambda page: Goose().extract(raw_html=page).cleaned_text, "boilerpy3": ArticleExtractor().get_content, "newspaper4k": by_newspaper}
parts = ["<p>Plans are <mark>not</mark> late in most of the teams of the county.</p>",
         "<p>Help is <del>good</del><ins>poor</ins> in most of the homes of the county and its towns.</p>",
         '<p>The <abbr title="local authority">LA</abbr> agrees that its own reviews of the year are late, as of <time>14 March</time>.</p>',
         "<p>Plans are <b>not</b> late in <i>any</i> of the teams of the county.</p>",
         "<ol><li>Plans for children are late in most of the teams of the county.</li><li>Visits are few.</li></ol>",
         "<table><tr><th>Area</th><th>Grade</th></tr><tr><td>Help</td><td>Good</td></tr></table>"]
for part in parts:
    page = f'<!DOCTYPE html><html lang="en"><head><title>Northmere</title></head><body><article><h1>Northmere</h1><p>{around}</p>{part}<p>{around}</p></article></body></html>'
    for name, read in readers.items():
        words = [line for line in read(page).replace(around, "").split("\n") if line not in ("", "Northmere")]
        print(f"{name}: {' / '.join(words) or 'nothing'}")
PY
venv/bin/python read.py > saw 2> log || { tail -n 5 log; exit 1; }
cat saw
cat > expected <<'TXT'
goose3: Plans are late in most of the teams of the county.
boilerpy3: Plans are / not / late in most of the teams of the county.
newspaper4k: Plans are not late in most of the teams of the county.
goose3: Help is in most of the homes of the county and its towns.
boilerpy3: Help is / poor / in most of the homes of the county and its towns.
newspaper4k: Help is goodpoor in most of the homes of the county and its towns.
goose3: The agrees that its own reviews of the year are late, as of .
boilerpy3: The LA agrees that its own reviews of the year are late, as of / 14 March / .
newspaper4k: The LA agrees that its own reviews of the year are late, as of 14 March.
goose3: Plans are not late in any of the teams of the county.
boilerpy3: Plans are not late in any of the teams of the county.
newspaper4k: Plans are not late in any of the teams of the county.
goose3: • Plans for children are late in most of the teams of the county.
boilerpy3: Plans for children are late in most of the teams of the county. / Visits are few.
newspaper4k: Plans for children are late in most of the teams of the county. / Visits are few.
goose3: nothing
boilerpy3: Area / Help / Good
newspaper4k: AreaGradeHelpGood
TXT
diff expected saw || { echo "changed: other words are left"; exit 1; }
echo "as seen: a marked not is gone"
