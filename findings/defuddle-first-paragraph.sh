#!/usr/bin/env bash
# Defuddle, which takes the article out of a page, leaves out a paragraph near the beginning that names a day, however long it is, and takes the day for that of publication: a report that begins "Inspectors visited the
# county from 14 to 18 March 2022 and read ..." is without this paragraph and published on 18 March 2022. The first and the second paragraph go so; in the last one, or
# with "March 2022" alone, the words stay. A list that has the numbers 7 and 12 is 7 and 8 in its Markdown.
#
# Why it matters: it is what Obsidian's web clipper keeps pages with. Reports begin with the days of the inspection, and that is the paragraph which says when,
# where and what; the date beside the clipping is none that the report gives for itself.
#
# Seen 2026-12-01 with defuddle 0.19.4 and jsdom 26.1.0 (npm, Node 20).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . defuddle@0.19.4 jsdom@26.1.0 > /dev/null 2>&1
cat > read.mjs <<'JS'
import { Defuddle } from "defuddle/node";
import { JSDOM } from "jsdom";
const around = "They met the staff of its homes and the leaders of its services, and heard what children think of them.";
const visited = "Inspectors visited the county from 14 to 18 March 2022 and read the plans of forty-one children.";
const long = "On 14 March 2022 plans were late in most of the teams of the county, and their managers, who read each of them, agree that this has been so for a long time, "
    + "and that neither the plans nor the visits have changed since the inspection before this one.";
const cases = [["first", [visited, around, around, around]], ["second", [around, visited, around, around]], ["last", [around, around, around, visited]],
    ["first, long", [long, around, around, around]], ["first, a month", ["Plans of March 2022 are late in most of the teams.", around, around, around]]];
for (const [name, paragraphs] of cases) {
    const page = `<!DOCTYPE html><html lang="en"><head><title>Northmere</title></head><body><article><h1>Northmere</h1>${paragraphs.map((text) => `<p>${text}</p>`).join("")}`
        + `<ol start="7"><li>Plans are late in most of the homes.</li><li value="12">Visits are few.</li></ol></article></body></html>`;
    const { content, published } = await Defuddle(new JSDOM(page, { url: "https://example.org/report" }).window.document, "https://example.org/report", { markdown: true });
    const asked = paragraphs.find((text) => text !== around);
    console.log(`${name}: "${asked.slice(0, 18)}..." ${content.includes(asked) ? "is there" : "is gone"}, published ${published || "not said"}; ${content.match(/^\d+\. /gm).join("")}`);
}
JS
node read.mjs > saw 2> log || { tail -n 5 log; exit 1; }
cat saw
cat > expected <<'TXT'
first: "Inspectors visited..." is gone, published 2022-03-18T00:00:00+00:00; 7. 8. 
second: "Inspectors visited..." is gone, published 2022-03-18T00:00:00+00:00; 7. 8. 
last: "Inspectors visited..." is there, published not said; 7. 8. 
first, long: "On 14 March 2022 p..." is gone, published 2022-03-14T00:00:00+00:00; 7. 8. 
first, a month: "Plans of March 202..." is there, published not said; 7. 8. 
TXT
diff expected saw || { echo "changed: other paragraphs are there"; exit 1; }
echo "as seen: a first paragraph with a day is gone"
