#!/usr/bin/env bash
# ultimate-sitemap-parser fills a date of a sitemap that has no day with the day which it is: lastmod 2022-03 is 30 March 2022 on the 30th of any month, and 2022 alone the same day and month of 2022.
# Both forms are in the standard (W3C's). A page that is listed twice it gives once. sitemapper (npm) makes a number of 2022, and asked for pages changed
# since a day leaves out those that have no date, and the one of 2022.
#
# Why it matters: lists of reports have the month or the year of each. Whoever fetches what is newer than the last visit fetches all or nothing by the day
# of the month on which the program runs, and the date looks exact.
#
# Seen 2026-11-30 with ultimate-sitemap-parser 1.8.1 (PyPI, Python 3.11) and sitemapper 4.1.6 (npm, Node 20); the server is one of Python's on this machine.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check ultimate-sitemap-parser==1.8.1
npm install --silent --no-audit --no-fund --prefix . sitemapper@4.1.6 > /dev/null 2>&1

cat > read.mjs <<'JS'
import Sitemapper from "sitemapper";
const url = process.argv[2] + "/sitemap.xml", name = (address) => address.slice(-6);
const all = await new Sitemapper({ url, fields: { loc: true, lastmod: true } }).fetch();
console.log("sitemapper:", all.sites.map((site) => `${name(site.loc)} ${JSON.stringify(site.lastmod)}`).join(", "));
const since = await new Sitemapper({ url, lastmod: Date.parse("2022-03-01") }).fetch();
console.log("sitemapper, since March 2022:", since.sites.map(name).join(", "));
JS
cat > read.py <<'PY'
import calendar, datetime, http.server, logging, subprocess, threading
from usp.tree import sitemap_tree_for_homepage
logging.disable()
dates = {"1.html": "2022", "2.html": "2022-03", "3.html": "2022-03-14", "4.html": "2022-03-14T09:30:00Z", "5.html": None, "6.html": "2021-07"}
class Site(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        pages = [f"<url><loc>{home}/{page}</loc>{f'<lastmod>{date}</lastmod>' if date else ''}</url>" for page, date in [*dates.items(), ("2.html", "2022-03")]]
        answers = {"/robots.txt": f"Sitemap: {home}/sitemap.xml\n",
                   "/sitemap.xml": f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{"".join(pages)}</urlset>'}
        self.send_response(200 if self.path in answers else 404)
        self.send_header("Content-Type", "application/xml" if self.path.endswith("xml") else "text/plain")
        self.end_headers()
        self.wfile.write(answers.get(self.path, "").encode())
    def log_message(self, *_):
        pass
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
home = f"http://127.0.0.1:{server.server_port}"
threading.Thread(target=server.serve_forever, daemon=True).start()
today = datetime.date.today()
def told(listed, date):
    month = int(listed[5:7]) if len(listed) > 4 else today.month
    day = min(today.day, calendar.monthrange(date.year, month)[1])
    return "today’s day of that month" if (date.month, date.day) == (month, day) and len(listed) > 4 else "today’s day and month" if (date.month, date.day) == (month, day) else str(date)
for page in sitemap_tree_for_homepage(home + "/").all_pages():
    listed = dates[page.url[-6:]]
    print(f"ultimate-sitemap-parser: {page.url[-6:]} {listed}: {told(listed, page.last_modified) if listed and len(listed) < 8 else page.last_modified}")
print(subprocess.run(["node", "read.mjs", home], capture_output=True, text=True).stdout, end="")
PY
venv/bin/python read.py > saw
cat saw
cat > expected <<'TXT'
ultimate-sitemap-parser: 1.html 2022: today’s day and month
ultimate-sitemap-parser: 2.html 2022-03: today’s day of that month
ultimate-sitemap-parser: 3.html 2022-03-14: 2022-03-14 00:00:00
ultimate-sitemap-parser: 4.html 2022-03-14T09:30:00Z: 2022-03-14 09:30:00+00:00
ultimate-sitemap-parser: 5.html None: None
ultimate-sitemap-parser: 6.html 2021-07: today’s day of that month
sitemapper: 1.html 2022, 2.html "2022-03", 3.html "2022-03-14", 4.html "2022-03-14T09:30:00Z", 5.html undefined, 6.html "2021-07", 2.html "2022-03"
sitemapper, since March 2022: 2.html, 3.html, 4.html, 2.html
TXT
diff expected saw || { echo "changed: dates are read otherwise"; exit 1; }
echo "as seen: a month becomes the day of it which is today"
