#!/usr/bin/env bash
# pandoc reads its own LaTeX without the terms of definition lists and with each table's header twice: of Help: Good, Care: Poor the paragraphs
# "Good" and "Poor" are left. It writes \tightlist between \begin{description} and the first \item, as it does in each tight list, and its reader
# knows a description only where \item follows at once. A table that has a caption has its header again as the first row of its body.
#
# Why it matters: LaTeX is what reports are kept in between two conversions. Areas are gone while their grades stay, and "Grade" becomes one of the
# grades. There is no warning; only --verbose says that \tightlist and the begin and end of a description were skipped.
#
# Seen 2026-11-30 with pandoc 3.9 (PyPI: pypandoc_binary 1.17, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pypandoc_binary==1.17
cat > read.py <<'PY'
import pypandoc

def show(name, latex):
    html = pypandoc.convert_text(latex, "html", format="latex", extra_args=["--verbose"])
    print(f"{name}: {''.join(html.split())}".replace('style="text-align:left;"', "").replace('<tdstyle="text-align:left;">', "<td>").replace('<thstyle="text-align:left;">', "<th>"))

def write(text):
    return pypandoc.convert_text(text, "latex", format="markdown")

terms = write("Help\n:   Good\n\nCare\n:   Poor\n")
show("terms", terms)
show("without tightlist", terms.replace("\\tightlist\n", ""))
table = "| Area | Grade |\n|------|-------|\n| Help | Good  |\n"
show("table", write(table))
show("with a caption", write(table + "\n: Grades\n"))
PY
venv/bin/python read.py > saw
cat saw
cat > expected <<'TXT'
terms: <divclass="description"><p>Good</p><p>Poor</p></div>
without tightlist: <dl><dt>Help</dt><dd><p>Good</p></dd><dt>Care</dt><dd><p>Poor</p></dd></dl>
table: <table><thead><tr><th>Area</th><th>Grade</th></tr></thead><tbody><tr><td>Help</td><td>Good</td></tr></tbody></table>
with a caption: <table><caption>Grades</caption><thead><tr><th>Area</th><th>Grade</th></tr></thead><tbody><tr><td>Area</td><td>Grade</td></tr><tr><td>Help</td><td>Good</td></tr></tbody></table>
TXT
diff expected saw || { echo "changed: pandoc's LaTeX is read otherwise"; exit 1; }
echo "as seen: terms are gone, headers are twice there"
