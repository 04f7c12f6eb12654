// Searches a site of real documents in Chromium and compares every total with a scan of the sources.
//
// usage: node corpus-search.mjs SITE OUT [QUERIES] [ABSENT] [SEED]
//
// The queries are runs of 2 to 15 characters drawn from the texts, every fifth in other characters for the same
// (traditional, full width), and runs that stand nowhere. The scan reads the Markdown files themselves: an item counts when
// its title or one of its paragraphs holds the run. Then come queries that could cost without bound: 500 characters, and
// nothing but common ones.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { DISGUISES, clean, fold, normal } from "./support/normaliser.mjs";
import { BASE, serve } from "./support/server.mjs";

const [site, out, count = "300", missing = "100", seed = String(Date.now() % 1e9)] = process.argv.slice(2);
if (!site || !out) throw new Error("usage: node corpus-search.mjs SITE OUT [QUERIES] [ABSENT] [SEED]");
console.log(`seed ${seed}`);

/** Small, repeatable random numbers (mulberry32). @param {number} state */
function random(state) {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** The title, the agency's name apart, and the paragraphs of an item, as a reader sees them. @param {string} text */
function blocks(text) {
  const [, front, body] = /^---\n([^]*?)\n---\n([^]*)$/.exec(text) ?? [];
  const field = (/** @type {string} */ name) => {
    const line = new RegExp(`^${name}: (.*)$`, "m").exec(front)?.[1] ?? '""';
    return line.startsWith('"') ? JSON.parse(line) : line;
  };
  const parts = body
    .split(/\n\s*\n|\n(?=#|[-*+] |\d+[.)] |>)/)
    // Of a table the cells are text, not the lines between them.
    .flatMap((part) => /^\|[-| :]+\|$/m.test(part)
      ? part.split("\n").filter((line) => !/^[-| :]+$/.test(line)).flatMap((line) => line.split("|")).map((cell) => cell.trim()).filter(Boolean)
      : [part])
    .map((part) => part.replace(/^(#+|>|[-*+]|\d+[.)])\s+/, "").replace(/\s*\n\s*/g, "").replace(/\*\*|__|`/g, ""));
  return [field("title"), field("doc_no"), field("index_no"), field("summary"), ...parts].map(clean).filter(Boolean);
}

const content = join(site, "content");
const items = readdirSync(content, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".md"))
  .sort()
  .map((name) => blocks(readFileSync(join(content, name), "utf8")));
/** Folded once: the blocks of an item on a line each. */
const folded = items.map((parts) => fold(parts.join("\n")));
/** How many items hold a run. @param {string} run */
const scan = (run) => {
  const sought = normal(run);
  return folded.filter((text) => text.includes(sought)).length;
};

const next = random(Number(seed));
const below = (/** @type {number} */ end) => Math.floor(next() * end);
/** A run of a text. @param {number} least @param {number} most */
const draw = (least, most) => {
  for (;;) {
    const parts = items[below(items.length)];
    const letters = Array.from(parts[below(parts.length)]);
    const length = least + below(most - least + 1);
    if (letters.length < length) continue;
    const start = below(letters.length - length + 1);
    const run = letters.slice(start, start + length).join("").trim();
    // What the search's own signs would change is no run of characters any more.
    if (Array.from(run).length >= least && !/["＂“”:：]/.test(run) && !/^[-－]/.test(run)) return run;
  }
};
/** The run in other characters for the same. @param {string} run */
const disguised = (run) => Array.from(run, (char) => {
  const others = (DISGUISES.get(char) ?? []).filter((other) => clean(other) === other && !/[-－:："＂]/.test(other));
  return others.length > 0 ? others[below(others.length)] : char;
}).join("");

/** @type {Map<string, number>} */
const queries = new Map();
while (queries.size < Number(count)) {
  const run = draw(2, 15);
  const written = queries.size % 5 === 4 ? disguised(run) : run;
  queries.set(written.includes(" ") ? `"${written}"` : written, scan(run));
}
for (let absent = 0; absent < Number(missing);) {
  // Two halves that do not belong together.
  const run = (draw(2, 8) + draw(2, 7)).replace(/ /g, "");
  if (queries.has(run) || scan(run) > 0) continue;
  queries.set(run, 0);
  absent += 1;
}

const server = await serve(out);
const browser = await chromium.launch({
  executablePath: process.env.MULU_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
const page = await browser.newPage();
await page.goto(`${server.origin}${BASE}search.html`);
await page.locator("#search-results > li").first().waitFor();

const started = performance.now();
/** One page answers them all. */
const totals = await page.evaluate(async (words) => {
  const catalog = await /** @type {any} */ (globalThis).MuluSearch.open(new URL("./search/", location.href));
  const all = [];
  for (const word of words) {
    const { total, exact } = await catalog.search(word, { limit: 10 });
    all.push(exact ? total : 0);
  }
  return all;
}, [...queries.keys()]);
const took = Math.round(performance.now() - started);
let wrong = 0;
[...queries].forEach(([query, expected], at) => {
  if (totals[at] === expected) return;
  wrong += 1;
  console.log(`WRONG ${query}: ${totals[at]}, the scan has ${expected}`);
});
console.log(`${queries.size} queries over ${items.length} items in ${took} ms: ${wrong} wrong`);

// Queries that ask for much. Each opens the index anew, with nothing kept.
const longest = items.flat().filter((part) => !/["＂“”:： ]/.test(part)).map((part) => Array.from(part)).filter((part) => part.length >= 500);
const passage = longest.length > 0 ? longest[below(longest.length)].slice(0, 500).join("") : "";
const letters = Array.from(items.flat().join("")).filter((char) => /\p{Script=Han}/u.test(char));
const common = [...letters.reduce((counts, char) => counts.set(char, (counts.get(char) ?? 0) + 1), new Map())]
  .sort((a, b) => b[1] - a[1]).map(([char]) => char);
const heavy = [
  ["500 characters of a text", passage, passage ? scan(passage) : 0],
  ["500 characters that stand nowhere", Array.from({ length: 500 }, () => letters[below(letters.length)]).join(""), 0],
  ["500 times the same character", "的".repeat(500), scan("的".repeat(500))],
  ["one common character", "的", scan("的")],
  ["a common word", "第一条", scan("第一条")],
  ["the twelve most common characters", common.slice(0, 12).join(" "), null],
  ["250 common characters, of which 32 are looked up", common.slice(0, 250).join(" "), null],
  ["a common phrase, twice", "中华人民共和国 人民政府", null],
];
/** Bounds of one query with its snippets: loose. */
const MOST = { bytes: 1_500_000, requests: 80, ms: 10_000 };
for (const [name, query, expected] of heavy) {
  if (!query) continue;
  const cost = { bytes: 0, requests: 0 };
  const context = await browser.newContext();
  const fresh = await context.newPage();
  await fresh.goto(`${server.origin}${BASE}index.html`);
  await fresh.addScriptTag({ url: `${server.origin}${BASE}search/mulu-search.js` });
  fresh.on("response", async (response) => {
    cost.requests += 1;
    cost.bytes += Number(response.headers()["content-length"] ?? 0);
  });
  const { total, ms } = await fresh.evaluate(async (words) => {
    const start = performance.now();
    const catalog = await /** @type {any} */ (globalThis).MuluSearch.open(new URL("./search/", location.href), { query: words });
    const { total, exact, results } = await catalog.search(words, { limit: 10 });
    await catalog.snippets(results);
    return { total: exact ? total : 0, ms: Math.round(performance.now() - start) };
  }, String(query));
  await context.close();
  const fits = expected === null || total === expected;
  const bounded = cost.bytes <= MOST.bytes && cost.requests <= MOST.requests && ms <= MOST.ms;
  if (!fits || !bounded) wrong += 1;
  console.log(`${fits ? bounded ? "ok" : "TOO MUCH" : "WRONG"} ${name}: ${total}${fits ? "" : `, the scan has ${expected}`}; `
    + `${cost.bytes} bytes, ${cost.requests} requests, ${ms} ms`);
}
await browser.close();
await server.close();
process.exitCode = wrong === 0 ? 0 : 1;
