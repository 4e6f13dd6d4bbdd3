#!/usr/bin/env bash
# dateutil reads "14-18 March 2022" as 18 March 2014 at 22 minutes past eight in the evening: the first day becomes the year and the year the
# time (20:22). Strict parsing does so for a hyphen, a slash and "and" between the days; fuzzy=True also for "14 to 18 March 2022", for a
# dash, and for "paragraph 7 of 14 March 2022" (the year 2007). dayfirst=True is set. A range over two months is an error.
#
# Why it matters: inspections last some days, and reports say so in just this form. Nothing fails: the date is valid, some years too
# early, and by its day of the month it looks as if it had been read. pandas.to_datetime hands such text to dateutil.
#
# Seen 2026-11-30 with python-dateutil 4.0.0 and pandas 3.1.1 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check python-dateutil==4.0.0 pandas==3.1.1

cat > read.py <<'PY'
import warnings
import dateutil.parser, pandas
warnings.simplefilter("ignore")
def read(parse, text, **options):
    try:
        return f"{parse(text, dayfirst=True, **options):%Y-%m-%d %H:%M}"
    except ValueError:
        return "error"
for text in ["14 March 2022", "14-18 March 2022", "14 - 18 March 2022", "14/15 March 2022", "14 and 15 March 2022", "14–18 March 2022",
             "14 to 18 March 2022", "paragraph 7 of 14 March 2022", "31 January to 4 February 2022"]:
    parse = dateutil.parser.parse
    print(f"{text}: {read(parse, text)}, fuzzy {read(parse, text, fuzzy=True)}, pandas {read(pandas.to_datetime, text)}")
PY
venv/bin/python read.py > saw
cat saw
cat > expected <<'TXT'
14 March 2022: 2022-03-14 00:00, fuzzy 2022-03-14 00:00, pandas 2022-03-14 00:00
14-18 March 2022: 2014-03-18 20:22, fuzzy 2014-03-18 20:22, pandas 2014-03-18 20:22
14 - 18 March 2022: 2014-03-18 20:22, fuzzy 2014-03-18 20:22, pandas 2014-03-18 20:22
14/15 March 2022: 2014-03-15 20:22, fuzzy 2014-03-15 20:22, pandas 2014-03-15 20:22
14 and 15 March 2022: 2014-03-15 20:22, fuzzy 2014-03-15 20:22, pandas 2014-03-15 20:22
14–18 March 2022: error, fuzzy 2014-03-18 20:22, pandas error
14 to 18 March 2022: error, fuzzy 2014-03-18 20:22, pandas error
paragraph 7 of 14 March 2022: error, fuzzy 2007-03-14 20:22, pandas error
31 January to 4 February 2022: error, fuzzy error, pandas error
TXT
diff expected saw || { echo "changed: ranges of days are read otherwise"; exit 1; }
echo "as seen: 14-18 March 2022 is a day in 2014"
