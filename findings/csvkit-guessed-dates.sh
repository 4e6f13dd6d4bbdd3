#!/usr/bin/env bash
# csvkit rewrites columns by what it guesses of them, also where it is only to sort, join or stack: May becomes 0001-05-01, Friday
# 0001-01-05, case 3-4 is 2001-03-04, 12m is 0:12:00 (minutes), paragraph 1:10 is 0:01:10. 03/04/2022 becomes 2022-03-04, the American
# way, if no day in the column is above 12; one that is (14/06/2022) leaves the whole column as it was.
#
# Why it matters: months, weekdays and case numbers in a register come out as dates in the year 1 without a word. Of two registers with one
# layout, sorted or joined by the same command, one keeps its dates and the other has day and month exchanged.
#
# Seen 2026-11-30 with csvkit 2.2.0 and agate 1.14.2 (PyPI, Python 3.11). The option -I (--no-inference) keeps all as it was.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check csvkit==2.2.0 agate==1.14.2

cat > spring.csv <<'CSV'
home,inspected,month,day,case,wait,paragraph
Northmere,03/04/2022,May,Friday,3-4,12m,1:10
Southmere,05/06/2022,March 2022,Monday,5-6,3m,2:05
CSV
cat > summer.csv <<'CSV'
home,inspected,month,day,case,wait,paragraph
Northmere,03/04/2022,May,Fridays,3/4,12 months,1.10
Southmere,14/06/2022,Autumn 2022,Monday,5-6,3m,2.5
CSV
{
    for register in spring summer; do venv/bin/csvsort -c home $register.csv; done
    venv/bin/csvsort -I -c home spring.csv
    venv/bin/csvcut -c home,inspected spring.csv > left.csv
    venv/bin/csvcut -c home,inspected summer.csv > right.csv
    venv/bin/csvjoin -c home left.csv right.csv
} > saw
cat saw
cat > expected <<'TXT'
home,inspected,month,day,case,wait,paragraph
Northmere,2022-03-04,0001-05-01,0001-01-05,2001-03-04,0:12:00,0:01:10
Southmere,2022-05-06,2022-03-01,0001-01-08,2001-05-06,0:03:00,0:02:05
home,inspected,month,day,case,wait,paragraph
Northmere,03/04/2022,May,Fridays,2001-03-04,12 months,1.10
Southmere,14/06/2022,Autumn 2022,Monday,2001-05-06,3m,2.5
home,inspected,month,day,case,wait,paragraph
Northmere,03/04/2022,May,Friday,3-4,12m,1:10
Southmere,05/06/2022,March 2022,Monday,5-6,3m,2:05
home,inspected,inspected2
Northmere,2022-03-04,03/04/2022
Southmere,2022-05-06,14/06/2022
TXT
diff expected saw || { echo "changed: csvkit guesses otherwise"; exit 1; }
echo "as seen: May is in the year 1, and the third of April is the fourth of March"
