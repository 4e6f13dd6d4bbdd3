#!/usr/bin/env bash
# Three lists of the United Kingdom's holidays do not agree on what day it is ten working days later. holidays, asked for GB, has neither Easter Monday nor the one in August (they
# are not Scotland's), without a word; date-holidays (npm), asked for GB, has Easter Monday and not the one in August. workalendar's UnitedKingdom has
# both, has the day of the Queen's funeral in 2022 and not that of the coronation, 8 May 2023. Asked for England, the first two are right.
#
# Why it matters: reports and the rules that they cite count in working days. Whether a letter was late is decided by which package counted, and the day
# that is wrong comes only in some weeks of some years, so a trial finds nothing.
#
# Seen 2026-11-30 with holidays 0.109 and workalendar 17.0.0 (PyPI, Python 3.11) and date-holidays 3.37.0 (npm, Node 20).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check holidays==0.109 workalendar==17.0.0
npm install --silent --no-audit --no-fund --prefix . date-holidays@3.37.0 > /dev/null 2>&1

cat > list.cjs <<'JS'
const Holidays = require("date-holidays");
const days = (...place) => [2022, 2023, 2024].flatMap((year) => new Holidays(...place).getHolidays(year)).filter((day) => day.type == "public").map((day) => day.date.slice(0, 10));
console.log(JSON.stringify({ "date-holidays, GB": days("GB"), "date-holidays, England": days("GB", "ENG") }));
JS
node list.cjs > list.json
cat > count.py <<'PY'
import datetime, holidays, json
from workalendar.europe import UnitedKingdom
years = (2022, 2023, 2024)
lists = {"holidays, GB": holidays.country_holidays("GB", years=years), "holidays, England": holidays.country_holidays("GB", subdiv="ENG", years=years),
         "workalendar, UK": [day for year in years for day, _ in UnitedKingdom().holidays(year)]}
lists |= {name: [datetime.date.fromisoformat(day) for day in days] for name, days in json.load(open("list.json")).items()}
def later(day, free):
    left = 10
    while left:
        day += datetime.timedelta(1)
        left -= day.weekday() < 5 and day not in free
    return day
for start in ("2022-08-22", "2022-09-12", "2023-04-03", "2023-05-02"):
    print(start + ":", ", ".join(f"{name} {later(datetime.date.fromisoformat(start), set(days))}" for name, days in lists.items()))
PY
venv/bin/python count.py > saw
cat saw
cat > expected <<'TXT'
2022-08-22: holidays, GB 2022-09-05, holidays, England 2022-09-06, workalendar, UK 2022-09-06, date-holidays, GB 2022-09-05, date-holidays, England 2022-09-06
2022-09-12: holidays, GB 2022-09-27, holidays, England 2022-09-27, workalendar, UK 2022-09-27, date-holidays, GB 2022-09-27, date-holidays, England 2022-09-27
2023-04-03: holidays, GB 2023-04-18, holidays, England 2023-04-19, workalendar, UK 2023-04-19, date-holidays, GB 2023-04-19, date-holidays, England 2023-04-19
2023-05-02: holidays, GB 2023-05-17, holidays, England 2023-05-17, workalendar, UK 2023-05-16, date-holidays, GB 2023-05-17, date-holidays, England 2023-05-17
TXT
diff expected saw || { echo "changed: other days are free"; exit 1; }
echo "as seen: ten working days end on different days"
