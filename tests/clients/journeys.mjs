// Journeys through the pages by keyboard alone, narrow and wide, with scripts and without; and what
// a checker of accessibility says of every kind of page, light and dark. FINDINGS_PICTURE names a file for
// the picture that README shows.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { chromium } from "playwright-core";

import { kinds } from "./pages.mjs";

const [url] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ["--no-sandbox"],
});

const api = async (asked) => (await fetch(`${url}/api/v1/${asked}`)).json();

/** Moves the focus by the key alone until it stands on what is wanted. */
async function reach(page, wanted, key = "Tab") {
  for (let pressed = 0; pressed < 400; pressed += 1) {
    const found = await page.evaluate((wanted) => {
      const at = document.activeElement;
      const label = at?.labels?.[0]?.textContent ?? "";
      const name = (at?.getAttribute("aria-label") ?? at?.textContent ?? "").trim();
      return at !== document.body && (at?.matches?.(wanted.selector ?? "nothing")
        || (wanted.name && (name === wanted.name || name.startsWith(wanted.name)))
        || (wanted.label && label.trim().startsWith(wanted.label)));
    }, wanted);
    if (found) {
      const seen = await page.evaluate(() => {
        const style = getComputedStyle(document.activeElement);
        return style.outlineStyle !== "none" && style.outlineWidth !== "0px";
      });
      assert.ok(seen, `the focus on ${JSON.stringify(wanted)} cannot be seen`);
      return;
    }
    await page.keyboard.press(key);
  }
  assert.fail(`${JSON.stringify(wanted)} is not reached by ${key} at ${page.url()}`);
}

async function follow(page, wanted) {
  await reach(page, wanted);
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
}

async function search(page, words) {
  await page.goto(url);
  await reach(page, { selector: "#q" });
  await page.keyboard.type(words);
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
}

const said = (page, selector) => page.locator(selector).first().innerText();

const journeys = {
  async "search and narrow"(page) {
    await search(page, "supervision");
    const { total } = await api("search?q=supervision&limit=0");
    assert.ok((await said(page, ".totals")).startsWith(`${total} paragraphs`));
    await follow(page, { selector: "[aria-labelledby=by-kind] a" });
    const narrowed = new URL(page.url()).search.slice(1);
    const less = await api(`search?${narrowed}&limit=0`);
    assert.ok(less.total < total && less.total > 0);
    assert.ok((await said(page, ".totals")).startsWith(`${less.total} paragraph`));
    await follow(page, { name: "Clear all filters" });
    assert.ok((await said(page, ".totals")).startsWith(`${total} paragraphs`));
  },
  async "follow a hit into its report and its page"(page) {
    await search(page, '"life-story work"');
    await follow(page, { selector: ".hits h3 a" });
    assert.match(page.url(), /\/report\/.+#p-/);
    assert.ok(await page.locator(".paragraph:target").count());
    const file = await page.locator(".paragraph:target a", { hasText: /^page/ }).getAttribute("href");
    const answer = await fetch(new URL(file, url));
    assert.equal(answer.status, 200);
  },
  async "compare two groups"(page) {
    await page.goto(url);
    await follow(page, { name: "Themes" });
    await follow(page, { name: "What divides two groups of reports" });
    await reach(page, { selector: "#query" });
    await page.keyboard.type("supervision");
    await reach(page, { selector: "#min-hits" });
    await page.keyboard.type("2");
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    assert.ok(await page.locator(".figures table").count());
  },
  async "trend"(page) {
    await search(page, "supervision");
    await follow(page, { name: "year by year" });
    assert.ok(await page.locator(".figures svg").count());
    const { trends } = await api("themes/trend?q=supervision");
    const rows = await page.locator(".figures table tbody tr").count();
    assert.equal(rows, trends[0].periods.length);
    await follow(page, { selector: ".figures td a" });
    assert.ok(await page.locator("article").count());
  },
  async "authority page"(page) {
    await search(page, "supervision");
    await follow(page, { selector: ".hits .links a[href*='/authority/']" });
    assert.ok(await page.locator("table tbody tr").count());
    await follow(page, { name: "All authorities side by side" });
    assert.ok(await page.locator(".figures table tbody tr").count());
  },
  async "quotations to a document"(page) {
    await search(page, "supervision");
    await reach(page, { selector: "#keep-0" });
    await page.keyboard.press("Space");
    await reach(page, { selector: "#keep-1" });
    await page.keyboard.press("Space");
    await follow(page, { name: "Quote what is ticked" });
    assert.equal(await page.locator("article").count(), 2);
    await reach(page, { selector: "#q" });
    await page.keyboard.type("visit");
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    await reach(page, { selector: ".tick input" });
    await page.keyboard.press("Space");
    await follow(page, { name: "Quote what is ticked" });
    assert.equal(await page.locator("article").count(), 3);
    const kept = new URL(page.url()).search;
    const document = await (await fetch(`${url}/api/v1/quotations${kept}&format=markdown`)).text();
    const quoted = await page.locator("article blockquote").allInnerTexts();
    for (const words of quoted) {
      const [start] = words.split(/[*“”]/);
      assert.ok(document.replaceAll("*", "").includes(start.slice(0, 40)), document);
    }
    await follow(page, { name: "remove" });
    assert.equal(await page.locator("article").count(), 2);
  },
  async "a code book is sent"(page) {
    await page.goto(`${url}/themes`);
    await follow(page, { name: "Themes of a code book" });
    await reach(page, { selector: "textarea#book" });
    await page.keyboard.press("Control+A");
    await page.keyboard.insertText('name = "x"\n[[theme]]\nname = "y"\ninclude = "supervision"\n');
    await reach(page, { selector: "form.search button" });
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    assert.match(page.url(), /\/themes\/codebook\?book=/);
    const coded = await api(`themes/codebook${new URL(page.url()).search}`);
    await follow(page, { selector: ".figures td a" });
    assert.ok((await said(page, ".totals")).startsWith(`${coded.themes[0].paragraphs} paragraph`));
  },
  async "a list too long for an address"(page) {
    const { hits } = await api("search?q=children&limit=80");
    const kept = hits.map((hit) => `keep=${encodeURIComponent(hit.id)}`).join("&");
    await page.goto(`${url}/search?q=supervision&${kept}`);
    await reach(page, { selector: ".tick input" });
    await page.keyboard.press("Space");
    await follow(page, { name: "Quote what is ticked" });
    assert.match(page.url(), /\/quotations\?basket=[0-9a-f]+$/);
    assert.equal(await page.locator("article").count(), 81);
    await follow(page, { name: "remove" });
    assert.equal(await page.locator("article").count(), 80);
  },
  async "error in a query"(page) {
    await search(page, "drift NEAR/x delay");
    assert.ok((await said(page, ".failure pre")).includes("^^^"));
    await reach(page, { selector: "#q" });
    await page.keyboard.press("Control+A");
    await page.keyboard.type("drift NEAR/5 delay");
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    assert.ok(await page.locator(".totals").count());
  },
  async "nothing found"(page) {
    await search(page, "safegarding");
    await follow(page, { selector: ".found ul li a" });
    assert.ok(await page.locator("article").count());
  },
  async "back"(page) {
    await search(page, "supervision");
    const before = page.url();
    await follow(page, { selector: ".hits h3 a" });
    await page.goBack();
    assert.equal(page.url(), before);
    assert.equal(await page.locator("#q").inputValue(), "supervision");
  },
  async "a link in a fresh browser"(page) {
    await search(page, "supervision");
    await follow(page, { selector: "[aria-labelledby=by-year] a" });
    const fresh = await browser.newContext();
    const other = await fresh.newPage();
    await other.goto(page.url());
    assert.equal(await said(other, ".totals"), await said(page, ".totals"));
    await fresh.close();
  },
};

// What the script does besides; the sample has too few authorities for a list to be typed into.
{
  const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
  const page = await context.newPage();
  await page.goto(`${url}/search?q=supervision`);
  await reach(page, { selector: ".copy" });
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("[role=status].hidden").textContent === "Copied");
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const quoted = await said(page, "article blockquote");
  assert.ok(copied.startsWith(`“${quoted.trim()}” (`) && copied.endsWith(")"), copied);
  await page.route(/search/, async (route) => {
    const answer = await route.fetch();
    const options = [...Array(15).keys()].map((n) => `<option value="a${n}">Shire ${n}: 1 paragraph</option>`);
    const body = (await answer.text()).replace(/(<select id="authority"[^]*?)<\/select>/, `$1${options.join("")}</select>`);
    await route.fulfill({ response: answer, body });
  });
  await page.goto(`${url}/search?q=supervision`);
  await reach(page, { selector: "#authority" });
  await page.keyboard.type("shire 7");
  assert.equal(await page.locator("select[name=authority]").inputValue(), "a7");
  await page.keyboard.type("7");
  assert.equal(await page.locator("select[name=authority]").inputValue(), "");
  assert.equal(await page.locator("#authority").evaluate((field) => field.checkValidity()), false);
  await context.close();
}

let done = 0;
for (const width of [380, 1280]) {
  for (const javaScriptEnabled of [true, false]) {
    for (const [name, journey] of Object.entries(journeys)) {
      const context = await browser.newContext({ javaScriptEnabled, viewport: { width, height: 800 } });
      const page = await context.newPage();
      const elsewhere = [];
      page.on("request", (request) => {
        if (!request.url().startsWith(url)) elsewhere.push(request.url());
      });
      // Without scripts there is nothing to evaluate with but what the browser brings.
      try {
        await journey(page);
        const wide = await page.evaluate(() => [...document.querySelectorAll("body *")]
          .filter((element) => !element.closest(".wide, .skip, .hidden"))
          .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
          .map((element) => element.outerHTML.slice(0, 120)));
        assert.deepEqual(wide, [], "the page is wider than its window");
        assert.deepEqual(elsewhere, []);
      } catch (error) {
        const where = `${name}, ${width} px, scripts ${javaScriptEnabled}, ${page.url()}`;
        throw new Error(`${where}: ${error.message}`, { cause: error });
      }
      await context.close();
      done += 1;
    }
  }
}
console.log(`${done} journeys made`);

const pages = await kinds(url);
let checked = 0;
const violated = [];
for (const colorScheme of ["light", "dark"]) {
  for (const width of [380, 1280]) {
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 }, bypassCSP: true });
    const page = await context.newPage();
    for (const path of pages) {
      await page.goto(`${url}/${path}`);
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => axe.run(document, {
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
      }));
      const told = violations.map((violation) =>
        `${violation.id}: ${violation.nodes.map((node) => node.html.slice(0, 160)).slice(0, 3).join(" | ")}`);
      violated.push(...told.map((told) => `${path} (${colorScheme}, ${width} px): ${told}`));
      checked += 1;
    }
    await context.close();
  }
}
assert.deepEqual(violated, []);
console.log(`${checked} pages are accessible`);
if (process.env.FINDINGS_PICTURE) {
  const page = await browser.newPage({ viewport: { width: 1100, height: 820 }, colorScheme: "light" });
  await page.goto(`${url}/search?q=%22life-story+work%22`);
  await page.screenshot({ path: process.env.FINDINGS_PICTURE });
}
await browser.close();
