#!/usr/bin/env bash
# ics, Python's library for calendars, writes CALSCALE:GEORGIAN, for Gregorian, into a calendar that says nothing of its scale, and recurring-ical-events refuses it ("Only Gregorian calendars are supported."). Visits at nine
# in London each Monday from 28 March 2022 it writes as 08:00 UTC each Monday, with their rule untouched, so that from 31 October, when the clocks have gone back, they are at
# eight. What is due on a day (DUE;VALUE=DATE:20220801) is due at midnight UTC, in London at one in the morning.
#
# Why it matters: a calendar of inspections and of what is due is read, something is added, and it is written. Nothing of the first half year looks
# wrong, where the calendar is taken at all.
#
# Seen 2026-11-30 with ics 0.7.3, icalendar 7.3.2 and recurring-ical-events 3.8.2 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check ics==0.7.3 icalendar==7.3.2 recurring-ical-events==3.8.2
cat > write.py <<'PY'
import datetime, zoneinfo
import icalendar, ics, recurring_ical_events
london = zoneinfo.ZoneInfo("Europe/London")
first = icalendar.Calendar()
first.add("prodid", "-//Northmere//Visits//EN")
first.add("version", "2.0")
visit = icalendar.Event()
visit.add("uid", "1@example.org")
visit.add("dtstamp", datetime.datetime(2022, 1, 1, tzinfo=datetime.timezone.utc))
visit.add("summary", "Visit")
visit.add("dtstart", datetime.datetime(2022, 3, 28, 9, tzinfo=london))
visit.add("rrule", {"freq": "weekly", "count": 40})
task = icalendar.Todo()
task.add("uid", "2@example.org")
task.add("dtstamp", datetime.datetime(2022, 1, 1, tzinfo=datetime.timezone.utc))
task.add("summary", "Action plan")
task.add("due", datetime.date(2022, 8, 1))
first.add_component(visit)
first.add_component(task)
first.add_missing_timezones()
before = first.to_ical().decode()
after = ics.Calendar(before).serialize()
for name, text in (("before", before), ("after", after)):
    lines = [line for line in text.splitlines() if line.startswith(("DTSTART;TZID=Europe", "DTSTART:2022", "RRULE:FREQ=WEEKLY", "DUE"))]
    if "GEORGIAN" in text:
        print("CALSCALE:GEORGIAN")
        try:
            recurring_ical_events.of(icalendar.Calendar.from_ical(text))
        except ValueError as error:
            print("recurring-ical-events:", error)
        text = text.replace("GEORGIAN", "GREGORIAN")
    visits = recurring_ical_events.of(icalendar.Calendar.from_ical(text)).between((2022, 10, 24), (2022, 11, 8))
    print(f"{name}: {', '.join(lines)}: {', '.join(entry['DTSTART'].dt.astimezone(london).strftime('%-d %B %H:%M') for entry in visits if str(entry['SUMMARY']) == 'Visit')}")
PY
venv/bin/python write.py > saw 2> log || { tail -n 5 log; exit 1; }
cat saw
cat > expected <<'TXT'
before: DTSTART;TZID=Europe/London:20220328T090000, RRULE:FREQ=WEEKLY;COUNT=40, DUE;VALUE=DATE:20220801: 24 October 09:00, 31 October 09:00, 7 November 09:00
CALSCALE:GEORGIAN
recurring-ical-events: Only Gregorian calendars are supported.
after: RRULE:FREQ=WEEKLY;COUNT=40, DTSTART:20220328T080000Z, DUE:20220801T000000Z: 24 October 09:00, 31 October 08:00, 7 November 08:00
TXT
diff expected saw || { echo "changed: the visits are at other hours"; exit 1; }
echo "as seen: the calendar is Georgian, and nine is eight"
