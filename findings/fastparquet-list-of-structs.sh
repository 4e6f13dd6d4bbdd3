#!/usr/bin/env bash
# fastparquet reads a column that is a list of structs (a report's findings, each with number and text) as None in every row, without
# an error or a warning, and names the column as if it had read it. A list of plain strings in the same file is read rightly.
#
# Why it matters: nested rows are the natural form of a report with its findings, other readers take them, and pandas uses
# fastparquet when it is what is installed: every report then seems to have no findings.
#
# Seen 2026-11-29 with fastparquet 2026.9.0, pyarrow 26.0.1 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check fastparquet==2026.9.0 pyarrow==26.0.1

cat > read.py <<'PY'
import fastparquet, pyarrow, pyarrow.parquet
rows = pyarrow.table({
    "report": ["Northmere", "Southmere"],
    "findings": [[{"number": "1", "text": "Plans are late."}], [{"number": "1", "text": "Visits are regular."}]],
    "words": [["plans", "late"], ["visits"]]})
pyarrow.parquet.write_table(rows, "reports.parquet")
back = pyarrow.parquet.read_table("reports.parquet").to_pylist()
print("pyarrow:", [row["findings"][0]["text"] for row in back])
table = fastparquet.ParquetFile("reports.parquet").to_pandas()
for column in table.columns:
    print("fastparquet,", column + ":", table[column].tolist())
PY
venv/bin/python read.py > saw 2>&1
cat saw
cat > expected <<'TXT'
pyarrow: ['Plans are late.', 'Visits are regular.']
fastparquet, report: ['Northmere', 'Southmere']
fastparquet, findings: [None, None]
fastparquet, words: [['plans', 'late'], ['visits']]
TXT
diff expected saw || { echo "changed: fastparquet reads otherwise"; exit 1; }
echo "as seen: the findings are None"
