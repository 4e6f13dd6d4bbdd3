#!/usr/bin/env bash
# pybtex spoils a percent sign each time it reads and writes a BibTeX file: "40\% of plans are late" is written as 40\\%, which for LaTeX is a new line and a comment, so
# that what follows on the line is not printed, and as 40\\\% after the second time. It escapes what is escaped. An unbreakable space (p.~7) becomes a
# visible tilde, an address gets backslashes (a\%20b\_c), and "\&" is "\\&" too. Its YAML has the fields as they were.
#
# Why it matters: it is a common way to sort or merge libraries, and titles of reports have percentages. Nothing is said, and the entry still parses.
#
# Seen 2026-11-30 with pybtex 0.26.1 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pybtex==0.26.1
cat > report.bib <<'BIB'
@techreport{northmere,
    author = {Lee, Ann},
    title = {40\% of plans are late: homes \& schools},
    institution = {Homewatch},
    year = 2022,
    note = {p.~7},
    url = {https://example.org/a%20b_c}
}
BIB
cat > again.py <<'PY'
from pybtex.database import parse_file, parse_string
entry = parse_file("report.bib")
for time in ("once", "twice"):
    written = entry.to_string("bibtex")
    for line in written.splitlines():
        if line.split()[:1] in (["title"], ["note"], ["url"]):
            print(f"{time}:{line.rstrip(',')}")
    entry = parse_string(written, "bibtex")
print("YAML:", [line.strip() for line in parse_file("report.bib").to_string("yaml").splitlines() if "title" in line][0])
PY
venv/bin/python -W ignore again.py > saw
cat saw
cat > expected <<'TXT'
once:    title = "40\\% of plans are late: homes \\& schools"
once:    note = "p.\textasciitilde 7"
once:    url = "https://example.org/a\%20b\_c"
twice:    title = "40\\\% of plans are late: homes \\\& schools"
twice:    note = "p.\textasciitilde 7"
twice:    url = "https://example.org/a\\%20b\\_c"
YAML: title: '40\% of plans are late: homes \& schools'
TXT
diff expected saw || { echo "changed: fields are written otherwise"; exit 1; }
echo "as seen: each time there is a backslash more"
