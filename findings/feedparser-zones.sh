#!/usr/bin/env bash
# feedparser takes a time zone that it does not know for UTC: "00:30 BST" on 18 July is published_parsed half past midnight UTC,
# whereas "00:30 +0100" is 23:30 of the 17th. It knows the American names (EST is five hours). A time with no zone at all is no
# date (None), although the same date with no time is one. 30 February, in an Atom date, is 2 March. Nothing is flagged (bozo False).
#
# Why it matters: British feeds write BST half the year. Items that were published at one moment come out on two days, one of them
# right, and a feed that leaves out the zone looks as if it had no dates.
#
# Seen 2026-11-29 with feedparser 6.0.14 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check feedparser==6.0.14

cat > read.py <<'PY'
import feedparser
def show(date, feed):
    read = feedparser.parse(feed)
    when = read.entries[0].get("published_parsed")
    print(f"{date}:", when and "%d-%02d-%02d %02d:%02d" % when[:5], bool(read.bozo))
for date in ["Mon, 18 Jul 2022 00:30:00 +0100", "Mon, 18 Jul 2022 00:30:00 BST", "Mon, 18 Jul 2022 00:30:00 CEST",
             "Mon, 18 Jul 2022 00:30:00 EST", "Mon, 18 Jul 2022 00:30:00", "Mon, 18 Jul 2022"]:
    show(date, f"""<rss version="2.0"><channel><title>Reports</title><item><title>Northmere</title><pubDate>{date}</pubDate>
</item></channel></rss>""")
for date in ["2022-07-18T00:30:00+01:00", "2022-02-30"]:
    show(date, f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Reports</title><id>urn:a</id><entry><title>Northmere</title>
<id>urn:b</id><published>{date}</published></entry></feed>""")
PY
venv/bin/python read.py > saw
cat saw
cat > expected <<'TXT'
Mon, 18 Jul 2022 00:30:00 +0100: 2022-07-17 23:30 False
Mon, 18 Jul 2022 00:30:00 BST: 2022-07-18 00:30 False
Mon, 18 Jul 2022 00:30:00 CEST: 2022-07-18 00:30 False
Mon, 18 Jul 2022 00:30:00 EST: 2022-07-18 05:30 False
Mon, 18 Jul 2022 00:30:00: None False
Mon, 18 Jul 2022: 2022-07-18 00:00 False
2022-07-18T00:30:00+01:00: 2022-07-17 23:30 False
2022-02-30: 2022-03-02 00:00 False
TXT
diff expected saw || { echo "changed: dates of feeds are read otherwise"; exit 1; }
echo "as seen: BST is UTC, a time without zone is no date"
