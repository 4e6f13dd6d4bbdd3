#!/usr/bin/env bash
# Converters of HTML to Markdown renumber paragraphs. markdownify does not escape the number that a paragraph begins with, so that of <p>7. Plans are late.</p> and <p>9. Visits are few.</p>
# a reader of Markdown makes a list, 7 and 8. turndown, node-html-markdown and html2text escape "7.", and none of them "7)", with the same result. Two lists with
# nothing between them, 7, 8 and 10, 11, are one for all four, which goes on with 9; of node-html-markdown's the numbers are 1, 2, 3 and 4.
#
# Why it matters: findings are cited by their number, and pages are made into Markdown to be kept, compared and read by models. The Markdown itself shows
# 7 and 9, and only what is made of it has other numbers.
#
# Seen 2026-11-30 with markdownify 1.2.3 and html2text 2025.4.15 (PyPI, Python 3.11), turndown 7.2.5, node-html-markdown 2.0.0 and, as the reader, markdown-it 15.0.3 (npm, Node 20).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check markdownify==1.2.3 html2text==2025.4.15
npm install --silent --no-audit --no-fund --prefix . turndown@7.2.5 node-html-markdown@2.0.0 markdown-it@15.0.3 > /dev/null 2>&1

cat > pages.json <<'JSON'
["<p>7. Plans are late.</p><p>9. Visits are few.</p>", "<p>7) Plans are late.</p><p>9) Visits are few.</p>", "<ol start='7'><li>Plans</li><li>Visits</li></ol><ol start='10'><li>Homes</li><li>Staff</li></ol>"]
JSON
cat > convert.py <<'PY'
import html2text, json, markdownify
pages = json.load(open("pages.json"))
json.dump({"markdownify": [markdownify.markdownify(page) for page in pages], "html2text": [html2text.html2text(page) for page in pages]}, open("python.json", "w"))
PY
venv/bin/python convert.py
cat > convert.cjs <<'JS'
const { readFileSync } = require("node:fs"), Turndown = require("turndown"), { NodeHtmlMarkdown } = require("node-html-markdown"), reader = require("markdown-it")();
const pages = JSON.parse(readFileSync("pages.json", "utf8"));
const made = { ...JSON.parse(readFileSync("python.json", "utf8")), turndown: pages.map((page) => new Turndown().turndown(page)), "node-html-markdown": pages.map((page) => NodeHtmlMarkdown.translate(page)) };
for (const [index, page] of pages.entries()) {
    console.log(page);
    for (const [name, texts] of Object.entries(made)) {
        const shown = [];
        let number = 0;
        for (const token of reader.parse(texts[index], {})) {
            if (token.type == "ordered_list_open") number = Number(token.attrGet("start") ?? 1);
            if (token.type == "ordered_list_close") number = 0;
            if (token.type == "inline") shown.push((number ? `[${number++}] ` : "") + token.content.replace("\\", ""));
        }
        console.log(`  ${name}: ${shown.join(" / ")}`);
    }
}
JS
node convert.cjs > saw
cat saw
cat > expected <<'TXT'
<p>7. Plans are late.</p><p>9. Visits are few.</p>
  markdownify: [7] Plans are late. / [8] Visits are few.
  html2text: 7. Plans are late. / 9. Visits are few.
  turndown: 7. Plans are late. / 9. Visits are few.
  node-html-markdown: 7. Plans are late. / 9. Visits are few.
<p>7) Plans are late.</p><p>9) Visits are few.</p>
  markdownify: [7] Plans are late. / [8] Visits are few.
  html2text: [7] Plans are late. / [8] Visits are few.
  turndown: [7] Plans are late. / [8] Visits are few.
  node-html-markdown: [7] Plans are late. / [8] Visits are few.
<ol start='7'><li>Plans</li><li>Visits</li></ol><ol start='10'><li>Homes</li><li>Staff</li></ol>
  markdownify: [7] Plans / [8] Visits / [9] Homes / [10] Staff
  html2text: [7] Plans / [8] Visits / [9] Homes / [10] Staff
  turndown: [7] Plans / [8] Visits / [9] Homes / [10] Staff
  node-html-markdown: [1] Plans / [2] Visits / [3] Homes / [4] Staff
TXT
diff expected saw || { echo "changed: other numbers are made"; exit 1; }
echo "as seen: paragraph 9 is item 8"
