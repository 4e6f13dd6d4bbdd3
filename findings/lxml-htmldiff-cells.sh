#!/usr/bin/env bash
# lxml's htmldiff shows the old and the new form of a page in one, and an old grade in a column of its own: where Good becomes Poor, the row Help has three cells, Help, Poor and Good. What was
# taken out of the end of a list item stands outside the item. Where one of three paragraphs goes and another changes, the third is marked as deleted and as inserted,
# although it is the same. A list that starts with 8 and not 7, a heading that was a paragraph and a picture's other text (Poor for Good) are not marked.
#
# Why it matters: two editions of a report are compared so. The grade that a reader finds in the column behind is the one that was withdrawn, and the number
# by which a finding is cited can change without a mark.
#
# Seen 2026-11-30 with lxml 6.1.3 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check lxml==6.1.3
cat > compare.py <<'PY'
from lxml.html.diff import htmldiff
for old, new in (("<table><tr><th>Area</th><th>Grade</th></tr><tr><td>Help</td><td>Good</td></tr></table>",
                  "<table><tr><th>Area</th><th>Grade</th></tr><tr><td>Help</td><td>Poor</td></tr></table>"),
                 ("<table><tr><th>Area</th><th>Grade</th></tr><tr><td>Help</td><td>Good</td></tr><tr><td>Care</td><td>Poor</td></tr></table>",
                  "<table><tr><th>Area</th><th>Grade</th></tr><tr><td>Help</td><td>Poor</td></tr><tr><td>Care</td><td>Poor</td></tr></table>"),
                 ("<ol><li>Visits are few.</li></ol>", "<ol><li>Visits are many.</li></ol>"),
                 ("<p>Plans are late in 2021.</p><p>Visits are few.</p><p>Staff agree.</p>", "<p>Plans are not late in 2022.</p><p>Staff agree.</p>"),
                 ("<p>Plans are late.</p><p>Visits are few.</p><p>Staff agree.</p>", "<p>Plans are late.</p><p>Staff agree.</p>"),
                 ("<ol start='7'><li>Plans are late.</li></ol>", "<ol start='8'><li>Plans are late.</li></ol>"),
                 ("<p>What needs to improve</p>", "<h2>What needs to improve</h2>"), ("<p>Help: <img src='a.png' alt='Good'></p>", "<p>Help: <img src='a.png' alt='Poor'></p>")):
    print(htmldiff(old, new))
PY
venv/bin/python compare.py > saw
cat saw
cat > expected <<'TXT'
<table><tr><th>Area</th><th>Grade</th></tr><tr><td>Help</td> <td><ins>Poor</ins></td> </tr> <td><del>Good</del></td> </table>
<table><tr><th>Area</th><th>Grade</th></tr><tr><td>Help</td> <td><ins>Poor</ins></td> <td><del>Good</del></td> </tr><tr><td>Care</td><td>Poor</td></tr></table>
<ol><li>Visits are <ins>many.</ins> </li> <del>few.</del> </ol>
<p><ins>Plans are not late in 2022.</ins></p><p><ins>Staff agree.</ins></p> <p><del>Plans are late in 2021.</del></p><p><del>Visits are few.</del></p><p><del>Staff agree.</del></p>
<p>Plans are late.</p> <p><del>Visits are few.</del></p> <p>Staff agree.</p>
<ol start="8"><li>Plans are late.</li></ol>
<h2>What needs to improve</h2>
<p>Help: <img src="a.png" alt="Poor"></p>
TXT
diff expected saw || { echo "changed: pages are compared otherwise"; exit 1; }
echo "as seen: the old grade has a column of its own"
