#!/usr/bin/env bash
# jusText takes away the space between two marked words: "<b>Plans</b> <i>are</i> late" is "Plansare late", and of links that stand
# in a row one word is made. With a line's end in its place it is the same. Text that is nothing but blanks is not written; where one of
# the two words is not marked, they stay apart.
#
# Why it matters: it is what web collections and text corpora are cleaned with. Where a report has a grade in bold beside a
# date in italics, or a list of links, the words are one that nobody searches for, in paragraphs that otherwise read well.
#
# Seen 2026-11-30 with jusText 3.0.2, lxml 6.1.3, lxml_html_clean 0.4.6 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check jusText==3.0.2 lxml==6.1.3 lxml_html_clean==0.4.6

cat > read.py <<'PY'
import justext
for html in ["<p><b>Plans</b> <i>are</i> late.</p>", "<p><b>Plans</b>\n<i>are</i> late.</p>", "<p><b>Plans</b> are <i>late</i>.</p>",
             "<p>See <a href='/a'>Help</a> <a href='/b'>Care</a> <a href='/c'>Leaders</a>.</p>",
             "<p>Judged <strong>good</strong> <em>on 14 March</em>.</p>"]:
    print(repr(html), [paragraph.text for paragraph in justext.justext(html, justext.get_stoplist("English"))])
PY
venv/bin/python read.py > saw
cat saw
cat > expected <<'TXT'
'<p><b>Plans</b> <i>are</i> late.</p>' ['Plansare late.']
'<p><b>Plans</b>\n<i>are</i> late.</p>' ['Plansare late.']
'<p><b>Plans</b> are <i>late</i>.</p>' ['Plans are late.']
"<p>See <a href='/a'>Help</a> <a href='/b'>Care</a> <a href='/c'>Leaders</a>.</p>" ['See HelpCareLeaders.']
'<p>Judged <strong>good</strong> <em>on 14 March</em>.</p>' ['Judged goodon 14 March.']
TXT
diff expected saw || { echo "changed: jusText joins other words"; exit 1; }
echo "as seen: the space between two marked words is lost"
