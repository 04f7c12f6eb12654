// Cold queries in Chromium against an index of mulu and one of Pagefind, side by side.
// usage: node compare.mjs MULU_FOLDER PAGEFIND_FOLDER QUERIES.txt > table
//
// Every query runs in a fresh profile over plain HTTP without compression; each answer of the server takes 20 ms more than
// it needs, so that what was asked for in one go can be told from what was asked for next. Bytes are those of answers
// other than scripts (mulu-search.js; pagefind.js, pagefind-worker.js), which are told apart. Both sides end with ten results that have a
// title and an address; then mulu's snippets are fetched (Pagefind's results bring theirs along).
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { createRequire } from "node:module";

const [mulu, pagefind, queriesPath] = process.argv.slice(2);
// Playwright comes from where it is run, or from tests/browser.
const here = path.dirname(new URL(import.meta.url).pathname);
const require = createRequire(process.env.PLAYWRIGHT_FROM || path.join(here, "../../../tests/browser/package.json"));
const { chromium } = require("playwright");

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".json": "application/json", ".wasm": "application/wasm", ".css": "text/css" };
let log = [];
const server = createServer(async (request, response) => {
  const entry = { path: new URL(request.url, "http://x").pathname, start: performance.now(), end: Infinity, bytes: 0 };
  log.push(entry);
  let body, status = 200;
  try {
    if (entry.path === "/blank.html") body = Buffer.from("<!doctype html><title>blank</title>");
    else {
      const [, side, ...rest] = entry.path.split("/");
      body = await readFile(path.join(side === "mulu" ? mulu : pagefind, ...rest));
    }
  } catch {
    body = Buffer.from("");
    status = 404;
  }
  entry.bytes = body.length;
  setTimeout(() => {
    response.writeHead(status, { "content-type": TYPES[path.extname(entry.path)] || "application/octet-stream", "content-length": body.length });
    response.end(body);
    entry.end = performance.now();
  }, 20);
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const base = `http://127.0.0.1:${server.address().port}`;

const inPage = {
  mulu: async (query) => {
    await new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = "/mulu/mulu-search.js";
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });
    const start = performance.now();
    const catalog = await globalThis.MuluSearch.open(new URL("/mulu/", location.href), { query });
    const answer = await catalog.search(query);
    globalThis.snippets = () => catalog.snippets(answer.results);
    return { total: answer.exact ? answer.total : 0, shown: answer.results.length, ms: performance.now() - start };
  },
  pagefind: async (query) => {
    const pagefind = await import("/pagefind/pagefind.js");
    const start = performance.now();
    await pagefind.init();
    const answer = await pagefind.search(query);
    const results = await Promise.all(answer.results.slice(0, 10).map((result) => result.data()));
    return { total: answer.results.length, shown: results.length, ms: performance.now() - start };
  },
};

/** What was fetched: bytes and requests without scripts, and rounds. */
const summary = () => {
  const data = log.filter((entry) => !entry.path.endsWith(".js") && entry.path !== "/blank.html" && entry.path !== "/favicon.ico");
  for (const entry of data) {
    entry.round = 1 + Math.max(0, ...data.filter((other) => other.round && other.end <= entry.start).map((other) => other.round));
  }
  return {
    bytes: data.reduce((sum, entry) => sum + entry.bytes, 0),
    requests: data.length,
    rounds: Math.max(0, ...data.map((entry) => entry.round)),
    scripts: log.filter((entry) => entry.path.endsWith(".js")).reduce((sum, entry) => sum + entry.bytes, 0),
  };
};

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox"] });
const queries = (await readFile(queriesPath, "utf-8")).split("\n").filter((line) => line.trim());
const rows = { mulu: [], pagefind: [] };
for (const query of queries) {
  for (const side of ["mulu", "pagefind"]) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${base}/blank.html`);
    log = [];
    const answer = await page.evaluate(inPage[side], query);
    const row = { query, ...answer, ...summary() };
    if (side === "mulu") {
      log = [];
      await page.evaluate(() => globalThis.snippets());
      row.snippets = summary().bytes;
    }
    rows[side].push(row);
    await context.close();
  }
}
await browser.close();
server.close();

const share = (list, key, part) => {
  const sorted = list.map((row) => row[key] || 0).sort((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))]);
};
console.log(`| ${queries.length} cold queries | mulu median | p95 | most | Pagefind median | p95 | most |`);
console.log("| --- | --- | --- | --- | --- | --- | --- |");
for (const key of ["bytes", "requests", "rounds", "ms", "snippets", "scripts"]) {
  const cells = ["mulu", "pagefind"].flatMap((side) => [0.5, 0.95, 1].map((part) => share(rows[side], key, part)));
  console.log(`| ${key} | ${cells.join(" | ")} |`);
}
console.log("\n| query | mulu finds | Pagefind finds |\n| --- | --- | --- |");
for (let at = 0; at < Math.min(10, queries.length); at++) console.log(`| ${queries[at]} | ${rows.mulu[at].total} | ${rows.pagefind[at].total} |`);
