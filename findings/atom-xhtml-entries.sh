#!/usr/bin/env bash
# rss-parser turns an Atom entry round: of content of type xhtml, "Plans are <b>not</b> late.", it makes "<p>Plans are  late.<b>not</b></p>" and the
# snippet "Plans are  late.not", and such a title is no text but an object. @extractus/feed-extractor has neither a title nor words for such
# an entry, drops what looks like an element from text ("Less <than> 3" is "Less  3"), and calls the time of the last change published.
# feedparser (npm) reads all of it.
#
# Why it matters: Atom has three kinds of text, and which a site uses is not seen in a reader. The sentence is sound and says the
# opposite, in the feed by which one learns of a new report; and a report that was mended once counts as published on that day.
#
# Seen 2026-11-30 with rss-parser 3.13.0, @extractus/feed-extractor 8.0.3 and feedparser 2.6.0 (npm, Node 20).
set -euo pipefail

command -v npm > /dev/null || { echo "needs Node"; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit rss-parser@3.13.0 @extractus/feed-extractor@8.0.3 feedparser@2.6.0 > /dev/null

cat > feed.xml <<'XML'
<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <title>Reports of Northmere</title><id>urn:example:feed</id><updated>2022-07-18T09:00:00Z</updated>
  <author><name>Inspectorate of Homes</name></author><link rel="self" href="https://example.org/feed"/>
  <entry>
    <id>urn:example:1</id><published>2022-03-14T09:00:00Z</published><updated>2022-07-18T09:00:00Z</updated>
    <link href="https://example.org/1"/>
    <title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Plans are <b>not</b> late</div></title>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Plans are <b>not</b> late.</p></div></content>
  </entry>
  <entry>
    <id>urn:example:2</id><published>2022-03-15T09:00:00Z</published><updated>2022-03-15T09:00:00Z</updated>
    <link href="https://example.org/2"/>
    <title>Visits</title>
    <summary type="text">Less &lt;than&gt; 3 visits</summary>
  </entry>
</feed>
XML
cat > read.mjs <<'JS'
import { readFileSync } from "fs";
import { createRequire } from "module";
import { extractFromXml } from "@extractus/feed-extractor";
const require = createRequire(import.meta.url);
const feed = readFileSync("feed.xml", "utf8");
const show = (...parts) => console.log(parts.map((part) => (typeof part === "string" ? part : JSON.stringify(part))).join(" | "));

const Parser = require("rss-parser");
for (const entry of (await new Parser().parseString(feed)).items) {
  show("rss-parser", entry.isoDate, typeof entry.title, entry.content ?? entry.summary, entry.contentSnippet ?? "");
}
for (const entry of extractFromXml(feed).entries) show("feed-extractor", entry.published, entry.title, entry.description);
const FeedParser = require("feedparser");
const reader = new FeedParser();
reader.on("readable", () => {
  for (let entry; (entry = reader.read()); ) show("feedparser", entry.pubdate.toISOString(), entry.title, entry.description);
});
reader.end(feed);
JS
node read.mjs | sed 's/ *$//' > saw
cat saw
cat > expected <<'TXT'
rss-parser | 2022-03-14T09:00:00.000Z | object | <div type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Plans are  late.<b>not</b></p></div></div> | Plans are  late.not
rss-parser | 2022-03-15T09:00:00.000Z | string | Less <than> 3 visits |
feed-extractor | 2022-07-18T09:00:00.000Z |  |
feed-extractor | 2022-03-15T09:00:00.000Z | Visits | Less  3 visits
feedparser | 2022-03-14T09:00:00.000Z | Plans are not late | <div xmlns="http://www.w3.org/1999/xhtml"><p>Plans are <b>not</b> late.</p></div>
feedparser | 2022-03-15T09:00:00.000Z | Visits | Less <than> 3 visits
TXT
diff expected saw || { echo "changed: entries are read otherwise"; exit 1; }
echo "as seen: words of an entry move or go"
