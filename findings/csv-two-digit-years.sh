#!/usr/bin/env bash
# One column of British dates with short years is four things: 14/06/22 is 22 June 2014 for DuckDB, 14 June of the year 22 for Polars
# (try_parse_dates), text for Arrow and 14 June 2022 for pandas (to_datetime). Only pandas warns. DuckDB takes the first number for
# the year, Polars the last one as it stands; of 14/06/2022, with the whole year, both make the right date.
#
# Why it matters: registers of inspections are handed out as CSV with dates like 14/06/22. Two of the readers most used make
# dates of them by themselves, both wrong by years, in a column that has the right type, and counts by year come out of it.
#
# Seen 2026-11-30 with duckdb 2.0.1, polars 2.1.0, pyarrow 26.0.1 and pandas 3.1.1 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check duckdb==2.0.1 polars==2.1.0 pyarrow==26.0.1 pandas==3.1.1

cat > read.py <<'PY'
import warnings
import duckdb, pandas, polars, pyarrow.csv
def show(*dates):
    with open("register.csv", "w") as register:
        register.write("home,inspected\n" + "".join(f"Northmere,{date}\n" for date in dates))
    print(*dates)
    print("  duckdb", *[str(row[0]) for row in duckdb.sql("select inspected from read_csv('register.csv')").fetchall()])
    print("  polars", *[str(date) for date in polars.read_csv("register.csv", try_parse_dates=True)["inspected"]])
    print("  arrow", *pyarrow.csv.read_csv("register.csv")["inspected"])
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        print("  pandas", *[str(date)[:10] for date in pandas.to_datetime(pandas.read_csv("register.csv")["inspected"])], len(told))
show("14/06/22", "27/06/22")
show("03/04/22", "14/06/22")
show("14/06/2022", "27/06/2022")
PY
venv/bin/python read.py > saw
cat saw
cat > expected <<'TXT'
14/06/22 27/06/22
  duckdb 2014-06-22 2027-06-22
  polars 0022-06-14 0022-06-27
  arrow 14/06/22 27/06/22
  pandas 2022-06-14 2022-06-27 1
03/04/22 14/06/22
  duckdb 2003-04-22 2014-06-22
  polars 0022-04-03 0022-06-14
  arrow 03/04/22 14/06/22
  pandas 2022-03-04 2022-06-14 1
14/06/2022 27/06/2022
  duckdb 2022-06-14 2022-06-27
  polars 2022-06-14 2022-06-27
  arrow 14/06/2022 27/06/2022
  pandas 2022-06-14 2022-06-27 1
TXT
diff expected saw || { echo "changed: short years are read otherwise"; exit 1; }
echo "as seen: 2014, the year 22, text and 2022"
