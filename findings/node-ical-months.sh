#!/usr/bin/env bash
# node-ical repeats what is on 31 January, each month, on 28 February and from then on the 28th of March and of April. The standard of calendars (RFC 5545) leaves out months that have no such day:
# 31 January, 31 March, 31 May, 31 July, as ical.js and Python's recurring-ical-events have it. Of the category "Help, protection", whose comma is escaped as it has to be,
# node-ical makes two, "Help\" and "protection"; the same escaped comma in a summary it reads.
#
# Why it matters: days on which action plans and returns are due are handed round as calendars. A visit at each month's end falls three days early for the
# rest of the year, and four entries go on to April instead of July.
#
# Seen 2026-11-30 with node-ical 0.26.1 and ical.js 2.2.1 (npm, Node 20), recurring-ical-events 3.8.2 and icalendar 7.3.2 (PyPI, Python 3.11).
set -euo pipefail

command -v node > /dev/null || { echo "needs node"; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check recurring-ical-events==3.8.2 icalendar==7.3.2
npm install --silent --no-audit --no-fund node-ical@0.26.1 ical.js@2.2.1 > log 2>&1 || { tail -n 5 log; exit 1; }
printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 PRODID:-//Northmere//Visits//EN BEGIN:VEVENT UID:1@example.org DTSTAMP:20220101T090000Z 'DTSTART;VALUE=DATE:20220131' \
    'RRULE:FREQ=MONTHLY;COUNT=4' 'SUMMARY:Visit\, with care' 'CATEGORIES:Help\, protection,Care' END:VEVENT END:VCALENDAR > visits.ics
cat > read.js <<'JS'
const fs = require("fs"), nodeIcal = require("node-ical");
const event = Object.values(nodeIcal.sync.parseFile("visits.ics")).find((entry) => entry.type === "VEVENT");
console.log(`node-ical: ${event.rrule.all().map((day) => day.toISOString().slice(0, 10)).join(" ")}; ${event.summary}; ${JSON.stringify(event.categories)}`);
import("ical.js").then(({ default: ICAL }) => {
  const component = new ICAL.Component(ICAL.parse(fs.readFileSync("visits.ics", "utf8"))).getFirstSubcomponent("vevent");
  const visit = new ICAL.Event(component), days = [];
  for (let days_ = visit.iterator(), day; (day = days_.next());) days.push(day.toString());
  console.log(`ical.js: ${days.join(" ")}; ${visit.summary}; ${JSON.stringify(component.getFirstProperty("categories").getValues())}`);
});
JS
cat > read.py <<'PY'
import icalendar, recurring_ical_events
calendar = icalendar.Calendar.from_ical(open("visits.ics").read())
visits = recurring_ical_events.of(calendar).between((2022, 1, 1), (2023, 1, 1))
print("recurring-ical-events:", " ".join(str(visit["DTSTART"].dt) for visit in visits))
PY
{ TZ=UTC node read.js; venv/bin/python read.py; } > saw
cat saw
cat > expected <<'TXT'
node-ical: 2022-01-31 2022-02-28 2022-03-28 2022-04-28; Visit, with care; ["Help\\","protection","Care"]
ical.js: 2022-01-31 2022-03-31 2022-05-31 2022-07-31; Visit, with care; ["Help, protection","Care"]
recurring-ical-events: 2022-01-31 2022-03-31 2022-05-31 2022-07-31
TXT
diff expected saw || { echo "changed: the days are others"; exit 1; }
echo "as seen: the month's end moves"
