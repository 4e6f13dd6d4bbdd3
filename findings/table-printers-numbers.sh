#!/usr/bin/env bash
# Two printers of tables for Python change cells that are text: texttable, as it comes, shows paragraph 7.1 and 7.10 both as 7.100, case 0007 as 7, case 1234567890 as
# 1.235e+09, a code 1e5 as 100000 and the word Infinity as inf; tabulate shows 7.10 as 7.1 and leaves the rest. Each cell is a Python string.
# PrettyTable prints them as they are.
#
# Why it matters: paragraphs are cited by numbers that are no numbers. A list of findings shows two with one number and a case that cannot be looked
# up; the data behind it are right.
#
# Seen 2026-11-30 with texttable 1.7.2, tabulate 0.10.0 and prettytable 3.18.0 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check texttable==1.7.2 tabulate==0.10.0 prettytable==3.18.0
cat > show.py <<'PY'
import prettytable, tabulate, texttable
rows = [["Paragraph", "Case", "Code", "Word"], ["7.1", "0007", "1.0", "nan"], ["7.10", "10304567", "1e5", "Infinity"], ["7.125", "1234567890", "A1", "none"]]
pretty = prettytable.PrettyTable(rows[0])
pretty.add_rows(rows[1:])
text = texttable.Texttable()
text.add_rows(rows)
for name, table in (("texttable", text.draw()), ("tabulate", tabulate.tabulate(rows[1:], headers=rows[0])), ("prettytable", pretty.get_string())):
    for line in table.splitlines():
        cells = line.replace("|", " ").split()
        if cells and cells[0][0].isdigit():
            print(f"{name}: {' | '.join(cells)}")
PY
venv/bin/python show.py > saw
cat saw
cat > expected <<'TXT'
texttable: 7.100 | 7 | 1 | nan
texttable: 7.100 | 10304567 | 100000 | inf
texttable: 7.125 | 1.235e+09 | A1 | none
tabulate: 7.1 | 0007 | 1.0 | nan
tabulate: 7.1 | 10304567 | 1e5 | Infinity
tabulate: 7.125 | 1234567890 | A1 | none
prettytable: 7.1 | 0007 | 1.0 | nan
prettytable: 7.10 | 10304567 | 1e5 | Infinity
prettytable: 7.125 | 1234567890 | A1 | none
TXT
diff expected saw || { echo "changed: cells are shown otherwise"; exit 1; }
echo "as seen: texts are shown as numbers"
