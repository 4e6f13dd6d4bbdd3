// What the checker of the WHATWG's and W3C's page (vnu) says of every kind of page, and of the style sheet.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

import { kinds } from "./pages.mjs";

const [url] = process.argv.slice(2);
const jar = createRequire(import.meta.url)("vnu-jar");

rmSync("pages", { recursive: true, force: true });
mkdirSync("pages");
const named = new Map();
for (const [at, path] of [...(await kinds(url)), "style.css"].entries()) {
  const name = path === "style.css" ? path : `${at}.html`;
  named.set(name, path);
  writeFileSync(`pages/${name}`, await (await fetch(`${url}/${path}`)).text());
}
const checked = spawnSync(
  "java",
  ["-jar", jar, "--stdout", "--format", "json", "--also-check-css", "--skip-non-html", "pages"],
  { encoding: "utf8", maxBuffer: 64 << 20 },
);
const { messages } = JSON.parse(checked.stdout);
const told = messages.map(({ type, url: file, lastLine, message, extract }) =>
  `${named.get(file.split("/").pop())}, line ${lastLine}: ${type}: ${message} (${extract})`);
assert.deepEqual(told, []);
console.log(`${named.size} pages are valid`);
