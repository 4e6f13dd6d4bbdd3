#!/usr/bin/env bash
# The Go package gofeed gives two dates of publication for one entry: where an Atom feed says published 2022-07, the month alone, Published is that and PublishedParsed the day of the last change, 9 January 2023. A time in BST is
# half past eleven of the evening before, as it should be, on a machine whose own zone is London, and an hour later on any other. With xml:base on feed and entry an entry's link
# is right, and a link in its content is put below the feed's base alone (reports/b.html, not reports/2022/b.html), while /a.html is left as it stands.
#
# Why it matters: it is Go's reader of feeds. Programs sort by the parsed date, so a report of the summer before is new each time that it is mended; and what was
# right on a desk in Britain is another day on the server.
#
# Seen 2026-12-01 with github.com/mmcdole/gofeed 1.3.0 (Go 1.26).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > atom.xml <<'XML'
<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://example.org/reports/"><title>Reports</title><id>urn:x:1</id><updated>2023-01-09T10:00:00Z</updated>
<entry xml:base="2022/"><title>Plans</title><id>urn:x:2</id><published>2022-07</published><updated>2023-01-09T10:00:00Z</updated>
<link rel="alternate" href="a.html"/><content type="html">&lt;a href="b.html"&gt;more&lt;/a&gt;</content></entry>
<entry><title>Visits</title><id>urn:x:3</id><updated>2023-01-09T10:00:00Z</updated><link href="/a.html"/></entry></feed>
XML
cat > rss.xml <<'XML'
<?xml version="1.0"?>
<rss version="2.0"><channel><title>Reports</title><link>https://example.org/</link><description>Reports</description>
<item><title>Plans</title><pubDate>Mon, 18 Jul 2022 00:30:00 BST</pubDate></item>
<item><title>Visits</title><pubDate>Mon, 18 Jul 2022 00:30:00 +0100</pubDate></item></channel></rss>
XML
cat > main.go <<'GO'
package main

import (
	"fmt"
	"os"
	_ "time/tzdata"

	"github.com/mmcdole/gofeed"
)

func main() {
	file, err := os.Open(os.Args[1])
	if err != nil {
		panic(err)
	}
	feed, err := gofeed.NewParser().Parse(file)
	if err != nil {
		panic(err)
	}
	for _, item := range feed.Items {
		fmt.Printf("%s, %s: published %q, parsed %v; link %q, content %q\n", os.Getenv("TZ"), item.Title, item.Published, item.PublishedParsed, item.Link, item.Content)
	}
}
GO
go mod init published > log 2>&1
go get github.com/mmcdole/gofeed@v1.3.0 >> log 2>&1
go build -o read . >> log 2>&1 || { tail -n 5 log; exit 1; }
TZ=UTC ./read atom.xml > saw
for zone in UTC Europe/London; do
    TZ=$zone ./read rss.xml
done >> saw
cat saw
cat > expected <<'TXT'
UTC, Plans: published "2022-07", parsed 2023-01-09 10:00:00 +0000 UTC; link "https://example.org/reports/2022/a.html", content "<a href=\"https://example.org/reports/b.html\">more</a>"
UTC, Visits: published "2023-01-09T10:00:00Z", parsed 2023-01-09 10:00:00 +0000 UTC; link "/a.html", content ""
UTC, Plans: published "Mon, 18 Jul 2022 00:30:00 BST", parsed 2022-07-18 00:30:00 +0000 UTC; link "", content ""
UTC, Visits: published "Mon, 18 Jul 2022 00:30:00 +0100", parsed 2022-07-17 23:30:00 +0000 UTC; link "", content ""
Europe/London, Plans: published "Mon, 18 Jul 2022 00:30:00 BST", parsed 2022-07-17 23:30:00 +0000 UTC; link "", content ""
Europe/London, Visits: published "Mon, 18 Jul 2022 00:30:00 +0100", parsed 2022-07-17 23:30:00 +0000 UTC; link "", content ""
TXT
diff expected saw || { echo "changed: dates or links are read otherwise"; exit 1; }
echo "as seen: the parsed day of publication is that of the last change"
