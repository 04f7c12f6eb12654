// Searches a site of real documents in Chromium and compares every total with a scan of the sources.
//
// usage: node corpus-search.mjs SITE OUT [QUERIES] [SEED]
//
// The queries are runs of 2 to 12 Han characters drawn from the texts, and as many that stand nowhere. The scan reads the
// Markdown files themselves: an item counts when its title or one of its paragraphs holds the run.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { BASE, serve } from "./support/server.mjs";

const [site, out, count = "20", seed = "20261123"] = process.argv.slice(2);
if (!site || !out) throw new Error("usage: node corpus-search.mjs SITE OUT [QUERIES] [SEED]");

/** Small, repeatable random numbers (mulberry32). @param {number} state */
function random(state) {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** The title and the paragraphs of an item, as a reader sees them. @param {string} text */
function blocks(text) {
  const [, front, body] = /^---\n([^]*?)\n---\n([^]*)$/.exec(text) ?? [];
  const title = JSON.parse(/^title: (.*)$/m.exec(front)?.[1] ?? '""');
  const parts = body
    .split(/\n\s*\n|\n(?=#|[-*+] |\d+[.)] |>)/)
    .map((part) => part.replace(/^(#+|>|[-*+]|\d+[.)])\s+/, "").replace(/\s*\n\s*/g, "").replace(/\*\*|__|`/g, ""));
  return [title, ...parts];
}

const content = join(site, "content");
const items = readdirSync(content, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".md"))
  .map((name) => blocks(readFileSync(join(content, name), "utf8")));

const next = random(Number(seed));
const queries = new Set();
while (queries.size < Number(count)) {
  const parts = items[Math.floor(next() * items.length)];
  const runs = parts.flatMap((part) => part.match(/\p{Script=Han}{2,}/gu) ?? []);
  if (runs.length === 0) continue;
  const run = runs[Math.floor(next() * runs.length)];
  const length = Math.min(run.length, 2 + Math.floor(next() * 11));
  const start = Math.floor(next() * (run.length - length + 1));
  queries.add(run.slice(start, start + length));
}
const drawn = [...queries];
for (const query of drawn) queries.add([...query].reverse().join("") + query[0]);

const server = await serve(out);
const browser = await chromium.launch({
  executablePath: process.env.MULU_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
const page = await browser.newPage();
await page.goto(`${server.origin}${BASE}search.html`);
let wrong = 0;
for (const query of queries) {
  const expected = items.filter((parts) => parts.some((part) => part.includes(query))).length;
  const answer = await page.evaluate(async (words) => {
    const page = /** @type {any} */ (globalThis);
    page.opened ??= page.MuluSearch.open(new URL("./search/", location.href));
    const catalog = await page.opened;
    const { total, exact } = await catalog.search(words, { limit: 10 });
    return { total, exact };
  }, query);
  const total = answer.exact ? answer.total : 0;
  if (total !== expected) wrong += 1;
  console.log(`${total === expected ? "ok" : "WRONG"} ${query}: ${total}, the scan has ${expected}`);
}
await browser.close();
await server.close();
console.log(`${queries.size} queries over ${items.length} items, seed ${seed}: ${wrong} wrong`);
process.exitCode = wrong === 0 ? 0 : 1;
