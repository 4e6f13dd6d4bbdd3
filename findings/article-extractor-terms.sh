#!/usr/bin/env bash
# @extractus/article-extractor leaves the terms out of definition lists and keeps what is said of them: of Help: Good, Care: Poor and Inspected: 14
# March 2022 the article has <dl><dd>Good</dd><dd>Poor</dd><dd>14 March 2022</dd></dl>. Its own list of permitted elements has dd, dl
# and no dt, and what is not on it goes with its words. The caption of a table goes the same way, and the start of a numbered list.
#
# Why it matters: grades by area stand in such a list on many pages of reports. What is left are grades of nothing, a date of something,
# and a table without its subject, in an article that is otherwise whole.
#
# Seen 2026-11-30 with @extractus/article-extractor 9.0.1 (npm, Node 20).
set -euo pipefail

command -v npm > /dev/null || { echo "needs Node"; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit @extractus/article-extractor@9.0.1 > /dev/null

cat > page.html <<'HTML'
<!DOCTYPE html>
<html lang="en"><head><title>Northmere children’s services: inspection report</title></head><body><article>
<h1>Northmere children’s services</h1>
<dl><dt>Help</dt><dd>Good</dd><dt>Care</dt><dd>Poor</dd><dt>Inspected</dt><dd>14 March 2022</dd></dl>
<p>Plans for children are late, and managers do not always know which of them are late, as they did not in the year before this one.</p>
<p>Visits to children who live far away are fewer than they should be in most months, and nobody who works there counts them.</p>
<table><caption>Visits by year</caption><tbody><tr><td>2021</td><td>40</td></tr><tr><td>2022</td><td>30</td></tr></tbody></table>
<ol start="7"><li>Staff agree that there is more for them to do.</li></ol>
</article></body></html>
HTML
cat > read.mjs <<'JS'
import { readFileSync } from "fs";
import { extractFromHtml } from "@extractus/article-extractor";
const article = await extractFromHtml(readFileSync("page.html", "utf8"), "https://example.org/report");
const show = (tag) => console.log(article.content.match(new RegExp(`<${tag}.*?</${tag}>`, "s"))?.[0].replace(/\s*\n\s*/g, ""));
for (const tag of ["dl", "table", "ol"]) show(tag);
console.log("paragraphs:", article.content.match(/<p>/g).length);
JS
node read.mjs > saw
cat saw
cat > expected <<'TXT'
<dl><dd>Good</dd><dd>Poor</dd><dd>14 March 2022</dd></dl>
<table><tbody><tr><td>2021</td><td>40</td></tr><tr><td>2022</td><td>30</td></tr></tbody></table>
<ol><li>Staff agree that there is more for them to do.</li></ol>
paragraphs: 2
TXT
diff expected saw || { echo "changed: the article has other elements"; exit 1; }
echo "as seen: terms are left out"
