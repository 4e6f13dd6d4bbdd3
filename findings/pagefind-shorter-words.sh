#!/usr/bin/env bash
# Pagefind finds pages by words that are on none: "lateish", "latez" and "later" find each page with late, "visiting" with visits, since a word that begins no other is shortened until it
# does. Found too are pages where the words only begin so ("late" in latecomers, 7.1 in 7.10, universe in university and universal) after those with the word.
# "2022–23" is one word: 2022 finds it, 23 does not. An excerpt marks the words that were taken, as if they had been asked for.
#
# Why it matters: it is the search of sites that are nothing but files, as reports are published. To ask it whether anything is said of a thing always has
# an answer; in quotation marks a single word is matched as it is.
#
# Seen 2026-11-30 with pagefind 1.6.0 (npm, Node 20; its program for Linux on 64 bits comes with the package).
set -euo pipefail

command -v node > /dev/null || { echo "needs node"; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund pagefind@1.6.0 > log 2>&1 || { tail -n 5 log; exit 1; }
mkdir site
page() { echo "<html lang=en><head><title>$1</title></head><body><p>$2</p></body></html>" > "site/$1.html"; }
page a 'Plans are late. Paragraph 7.10 is new.'
page b 'Plans are not late, and visits were universal in 2022–23.'
page c 'The University of Northmere agrees on 7.1.'
page d 'Help for latecomers is good.'
node_modules/.bin/pagefind --site site > log 2>&1 || { tail -n 5 log; exit 1; }
cat > ask.mjs <<'JS'
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
const base = resolve("site/pagefind") + "/";
// What its script asks a browser for is read from the folder.
globalThis.fetch = async (address) => new Response(await readFile(String(address).replace(/^file:\/\//, "").split("?")[0]));
globalThis.window = { location: { origin: "file://", href: "file:///" } };
globalThis.location = window.location;
globalThis.document = { querySelector: () => ({ getAttribute: () => "en" }), currentScript: null };
const pagefind = await import(base + "pagefind.js");
await pagefind.options({ basePath: base });
await pagefind.init();
for (const question of ["late", "later", "lateish", "latez", '"latez"', "visiting", "7.1", "universe", "2022", "23", "xylophone"]) {
  const found = await Promise.all((await pagefind.search(question)).results.map((result) => result.data()));
  console.log(`${question}: ${found.map((page) => `${page.meta.title} (${[...page.excerpt.matchAll(/<mark>(.*?)<\/mark>/g)].map((match) => match[1]).join(" ")})`).join(", ") || "nothing"}`);
}
process.exit(0);
JS
node ask.mjs > saw
cat saw
cat > expected <<'TXT'
late: a (late.), b (late,), d (latecomers)
later: a (late.), b (late,)
lateish: a (late.), b (late,)
latez: a (late.), b (late,)
"latez": nothing
visiting: b (visits)
7.1: c (7.1.), a (7.10)
universe: c (University), b (universal)
2022: b (2022–23.)
23: nothing
xylophone: nothing
TXT
diff expected saw || { echo "changed: other pages are found"; exit 1; }
echo "as seen: what nobody wrote is found"
