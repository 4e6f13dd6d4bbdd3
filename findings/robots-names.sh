#!/usr/bin/env bash
# Four readers of robots.txt give four answers to one file. A visitor named readers is bound by the rules for "reader" with Protego, Go's robotstxt and Python's own robotparser, and by those for
# all with robots-parser (npm); my-reader is bound by them with Python's alone. Of two groups for one name Python's reads the first, where the standard (RFC 9309)
# joins them. After a line Sitemap between two names the first one is bound by the rules for all with robots-parser, and by those below the second one with the rest.
#
# Why it matters: whoever fetches reports has to heed what a site asks, and tests it with a reader of such files. A page that is closed to a visitor is open, or one
# that is open closed, by the language that the program is in.
#
# Seen 2026-11-30 with Protego 0.7.0 (PyPI, Python 3.11), robots-parser 3.0.1 (npm, Node 20) and github.com/temoto/robotstxt v1.1.2 (Go 1.26).
set -euo pipefail

command -v go > /dev/null || { echo "needs go"; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check protego==0.7.0
npm install --silent --no-audit --no-fund --prefix . robots-parser@3.0.1 > /dev/null 2>&1
cat > robots.txt <<'ROBOTS'
User-agent: *
Disallow: /drafts/

User-agent: reader
Disallow: /letters/

User-agent: late
Sitemap: https://example.org/sitemap.xml
User-agent: few
Disallow: /minutes/

User-agent: reader
Disallow: /minutes/
ROBOTS
cat > read.py <<'PY'
from protego import Protego
from urllib.robotparser import RobotFileParser
text = open("robots.txt").read()
python, protego = RobotFileParser(), Protego.parse(text)
python.parse(text.splitlines())
for name in ("reader", "readers", "my-reader", "late", "few"):
    for reader, allowed in (("Python", lambda url: python.can_fetch(name, url)), ("Protego", lambda url: protego.can_fetch(url, name))):
        print(f"{name}, {reader}:", " ".join(page for page in ("drafts", "letters", "minutes") if not allowed(f"https://example.org/{page}/")))
PY
venv/bin/python read.py > lines
cat > read.cjs <<'JS'
const robots = require("robots-parser")("https://example.org/robots.txt", require("node:fs").readFileSync("robots.txt", "utf8"));
for (const name of ["reader", "readers", "my-reader", "late", "few"])
    console.log(`${name}, robots-parser: ${["drafts", "letters", "minutes"].filter((page) => !robots.isAllowed(`https://example.org/${page}/`, name)).join(" ")}`);
JS
node read.cjs >> lines
mkdir read
cat > read/main.go <<'GO'
package main

import (
	"fmt"
	"os"

	"github.com/temoto/robotstxt"
)

func main() {
	text, err := os.ReadFile("../robots.txt")
	if err != nil {
		panic(err)
	}
	robots, err := robotstxt.FromBytes(text)
	if err != nil {
		panic(err)
	}
	for _, name := range []string{"reader", "readers", "my-reader", "late", "few"} {
		fmt.Printf("%s, Go:", name)
		for _, page := range []string{"drafts", "letters", "minutes"} {
			if !robots.TestAgent("/"+page+"/", name) {
				fmt.Print(" ", page)
			}
		}
		fmt.Println()
	}
}
GO
(cd read && go mod init read && go get github.com/temoto/robotstxt@v1.1.2 && go mod tidy) > log 2>&1 || { tail -n 5 log; exit 1; }
(cd read && go run .) >> lines
for name in reader readers my-reader late few; do
    grep "^$name, " lines | sed "s/^$name, //" | paste -sd ';' | sed "s/^/closed to $name: /; s/;/; /g"
done > saw
cat saw
cat > expected <<'TXT'
closed to reader: Python: letters; Protego: letters minutes; robots-parser: letters minutes; Go: letters minutes
closed to readers: Python: letters; Protego: letters minutes; robots-parser: drafts; Go: letters minutes
closed to my-reader: Python: letters; Protego: drafts; robots-parser: drafts; Go: drafts
closed to late: Python: minutes; Protego: minutes; robots-parser: drafts; Go: minutes
closed to few: Python: minutes; Protego: minutes; robots-parser: minutes; Go: minutes
TXT
diff expected saw || { echo "changed: other pages are closed"; exit 1; }
echo "as seen: four readers give four answers"
