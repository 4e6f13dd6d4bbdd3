#!/usr/bin/env bash
# wordcloud adds each word with an s to the one without, if both occur: "News of new homes" is new twice, arms is arm, means is mean and goods is good. Of children’s with a curly
# apostrophe it makes children and the word s. A text with no words but 2022, 7.10 and 48% has none at all, "not" and "no" are never counted and "never"
# is. classes and buses stay apart from class and bus.
#
# Why it matters: a cloud of a report's words shows new, good and mean larger than they are said, and nothing in the picture says what was added up.
# normalize_plurals=False leaves them apart.
#
# Seen 2026-11-30 with wordcloud 1.9.6 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check wordcloud==1.9.6
cat > count.py <<'PY'
from wordcloud import WordCloud
for text in ("News of new homes.", "Means are found, arms are bared: what do they mean, and whose arm?", "Good homes, stolen goods.", "Classes of a class, buses of a bus.",
             "children’s plans, children's visits", "In 2022: 7.10, 16–17 and 48%", "Plans are not late, no plan is, and never was.", "Plan, PLAN, plan, PLAN, PLAN"):
    print(text, WordCloud().process_text(text))
print("as it is:", WordCloud(normalize_plurals=False).process_text("News of new homes."))
PY
venv/bin/python count.py > saw
cat saw
cat > expected <<'TXT'
News of new homes. {'new': 2, 'homes': 1}
Means are found, arms are bared: what do they mean, and whose arm? {'found': 1, 'bared': 1, 'mean': 2, 'whose': 1, 'arm': 2}
Good homes, stolen goods. {'Good': 2, 'homes': 1, 'stolen': 1}
Classes of a class, buses of a bus. {'Classes': 1, 'class': 1, 'buses': 1, 'bus': 1}
children’s plans, children's visits {'children': 2, 's': 1, 'plans': 1, 'visits': 1}
In 2022: 7.10, 16–17 and 48% {}
Plans are not late, no plan is, and never was. {'late': 1, 'plan': 2, 'never': 1}
Plan, PLAN, plan, PLAN, PLAN {'PLAN': 5}
as it is: {'News': 1, 'new': 1, 'homes': 1}
TXT
diff expected saw || { echo "changed: words are counted otherwise"; exit 1; }
echo "as seen: news is new"
