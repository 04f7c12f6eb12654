// What two indexes of the same texts cost: to build, to keep, and for cold queries in Chromium, side by side.
// usage: node compare.mjs WORK SHAPE QUERIES.txt RESULTS (from `run`, which lays things out in WORK)
//
// Every query runs in a fresh profile over plain HTTP without compression. Each answer of the server takes 20 ms more than
// it needs, so that what was asked for in one go can be told from what was asked for next. Both sides end with ten results
// that have a title and an address; then mulu's snippets are fetched, apart (Pagefind's results bring theirs along).
//
// Counted are bytes of bodies, as they lie on the disk: "data" is what depends on the site (mulu: all .bin files; Pagefind:
// pagefind-entry.json, .pf_meta, .pf_index and .pf_fragment, of which only the ten shown are fetched); "query" adds what code
// is not a script (Pagefind's WebAssembly; mulu has none); "all" adds the scripts, which browsers keep afterwards. Requests
// and rounds are those of "query". Pagefind's time includes its WebAssembly's start, mulu's none such.

import { createServer } from "node:http";
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { execFileSync } from "node:child_process";
import os from "node:os";
import path from "node:path";
import { createRequire } from "node:module";

const [work, shape, queriesPath, results] = process.argv.slice(2);
const folders = { mulu: path.join(work, `mulu-${shape}`), pagefind: path.join(work, `pages-${shape}`, "pagefind") };
const sides = existsSync(folders.pagefind) ? ["mulu", "pagefind"] : ["mulu"];
// Playwright comes from where it is run, or from tests/browser.
const here = path.dirname(new URL(import.meta.url).pathname);
const require = createRequire(process.env.PLAYWRIGHT_FROM || path.join(here, "../../../tests/browser/package.json"));
const { chromium } = require("playwright");

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".json": "application/json", ".wasm": "application/wasm", ".css": "text/css" };
/** Milliseconds that an answer waits. */
let delay = 20;
let log = [];
const server = createServer(async (request, response) => {
  const entry = { path: new URL(request.url, "http://x").pathname, start: performance.now(), end: Infinity, bytes: 0 };
  log.push(entry);
  let body, status = 200;
  try {
    if (entry.path === "/blank.html") body = Buffer.from("<!doctype html><html lang=zh><title>blank</title>");
    else {
      const [, side, ...rest] = entry.path.split("/");
      body = await readFile(path.join(folders[side], ...rest));
    }
  } catch {
    body = Buffer.from("");
    status = 404;
  }
  entry.bytes = body.length;
  setTimeout(() => {
    response.writeHead(status, {
      "content-type": TYPES[path.extname(entry.path)] || "application/octet-stream",
      "content-length": body.length,
      // Asked for by the measurement of memory.
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-embedder-policy": "require-corp",
    });
    response.end(body);
    entry.end = performance.now();
  }, delay);
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const base = `http://127.0.0.1:${server.address().port}`;

/** Loads mulu's script into the page. */
const muluScript = () => new Promise((resolve, reject) => {
  const script = document.createElement("script");
  script.src = "/mulu/mulu-search.js";
  script.onload = resolve;
  script.onerror = reject;
  document.head.append(script);
});

const inPage = {
  mulu: async (query) => {
    const start = performance.now();
    const catalog = await globalThis.MuluSearch.open(new URL("/mulu/", location.href), { query });
    const answer = await catalog.search(query, { facets: false });
    globalThis.snippets = async () => { await catalog.facets(answer); await catalog.snippets(answer.results); };
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

const isScript = ({ path }) => path.endsWith(".js");
const isCode = ({ path }) => isScript({ path }) || /wasm/.test(path);
const sum = (entries) => entries.reduce((all, entry) => all + entry.bytes, 0);

/** What was fetched. */
const summary = () => {
  const all = log.filter((entry) => entry.path !== "/blank.html" && entry.path !== "/favicon.ico");
  const asked = all.filter((entry) => !isScript(entry));
  for (const entry of asked) {
    entry.round = 1 + Math.max(0, ...asked.filter((other) => other.round && other.end <= entry.start).map((other) => other.round));
  }
  return {
    data: sum(all.filter((entry) => !isCode(entry))),
    query: sum(asked),
    all: sum(all),
    requests: asked.length,
    rounds: Math.max(0, ...asked.map((entry) => entry.round)),
  };
};

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-background-networking", "--enable-blink-features=ForceEagerMeasureMemory"],
});
const queries = (await readFile(queriesPath, "utf-8")).split("\n").filter((line) => line.trim());
const rows = { mulu: [], pagefind: [] };
for (const query of queries) {
  for (const side of sides) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${base}/blank.html`);
    log = [];
    if (side === "mulu") await page.evaluate(muluScript);
    const answer = await page.evaluate(inPage[side], query);
    const row = { question: query, ...answer, ...summary() };
    if (side === "mulu") {
      log = [];
      await page.evaluate(() => globalThis.snippets());
      row.snippets = summary().query;
    }
    rows[side].push(row);
    await context.close();
  }
}

// Memory: one page that answers all queries, one after the other, with snippets; what the empty page held is taken off.
delay = 0;
const memory = await (async () => {
  const page = await browser.newPage();
  await page.goto(`${base}/blank.html`);
  const bytes = () => page.evaluate(async () => (await performance.measureUserAgentSpecificMemory()).bytes);
  const empty = await bytes();
  await page.evaluate(muluScript);
  const run = (list) => page.evaluate(async (words) => {
    globalThis.catalog ||= await globalThis.MuluSearch.open(new URL("/mulu/", location.href));
    for (const word of words) await globalThis.catalog.snippets((await globalThis.catalog.search(word)).results);
  }, list);
  await run(queries.slice(0, 1));
  const first = await bytes() - empty;
  await run(queries.slice(1));
  return { first, all: await bytes() - empty };
})().catch((error) => ({ error: String(error) }));
await browser.close();
server.close();

// ---------------------------------------------------------------- the table

const at = (list, key, part) => {
  const sorted = list.map((row) => row[key] || 0).sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
};
const shown = (value) => value >= 1e4 ? Math.round(value).toLocaleString("en") : String(Math.round(value * 100) / 100);
const ratio = (a, b) => b ? (a / b).toFixed(3) : "–";
const folderSize = (folder) => readdirSync(folder, { withFileTypes: true }).reduce((all, entry) => {
  const name = path.join(folder, entry.name);
  return all + (entry.isDirectory() ? folderSize(name) : statSync(name).size);
}, 0);
const partSize = (folder, name) => existsSync(path.join(folder, name)) ? folderSize(path.join(folder, name)) : 0;
/** Processor seconds and memory in MB, as GNU time has them. */
const costs = (file) => {
  if (!existsSync(file)) return null;
  const [user, system, elapsed, kilobytes] = readFileSync(file, "utf-8").trim().split("\n").pop().split(" ").map(Number);
  return { cpu: user + system, elapsed, memory: kilobytes / 1024 };
};
const built = { mulu: costs(path.join(work, `mulu-${shape}.time`)), pagefind: sides[1] ? costs(path.join(work, `pagefind-${shape}.time`)) : null };
const sizes = {
  mulu: { all: folderSize(folders.mulu), terms: partSize(folders.mulu, "terms"), texts: partSize(folders.mulu, "texts") },
  pagefind: sides[1] && { all: folderSize(folders.pagefind), terms: partSize(folders.pagefind, "index"), texts: partSize(folders.pagefind, "fragment") },
};
const failed = path.join(work, `pagefind-${shape}.failed`);
const lines = [];
const say = (line) => { lines.push(line); console.log(line); };
const count = /^(\d+) documents/m.exec(readFileSync(path.join(work, `mulu-${shape}.txt`), "utf-8"))?.[1];
say(`## ${shape}: ${count} items, ${queries.length} cold queries\n`);
if (!sides[1] && existsSync(failed)) say(`Pagefind 1.6.0 did not finish within ${readFileSync(failed, "utf-8").trim()} GB of memory.\n`);
say("| index | mulu | Pagefind | ratio |\n| --- | --- | --- | --- |");
const line = (name, key, side) => say(`| ${name} | ${shown(side.mulu[key])} | ${side.pagefind ? shown(side.pagefind[key]) : "–"} | ${side.pagefind ? ratio(side.mulu[key], side.pagefind[key]) : "–"} |`);
line("processor time, s", "cpu", built);
line("memory, MB", "memory", built);
line("size, bytes", "all", sizes);
line("of it terms (Pagefind: index)", "terms", sizes);
line("of it texts (Pagefind: fragments)", "texts", sizes);
say("\n| query | mulu median | p95 | most | Pagefind median | p95 | most | ratio of medians | median of ratios |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
for (const key of ["data", "query", "all", "requests", "rounds", "ms", "snippets"]) {
  const cells = ["mulu", "pagefind"].flatMap((side) => [0.5, 0.95, 1].map((part) => rows[side].length > 0 ? shown(at(rows[side], key, part)) : "–"));
  const ratios = sides[1] ? rows.mulu.map((row, i) => ({ ratio: row[key] / (rows.pagefind[i][key] || NaN) })) : [];
  const middle = key === "snippets" || !sides[1] ? "–" : at(ratios, "ratio", 0.5).toFixed(3);
  const medians = key === "snippets" || !sides[1] ? "–" : ratio(at(rows.mulu, key, 0.5), at(rows.pagefind, key, 0.5));
  say(`| ${key} | ${cells.join(" | ")} | ${medians} | ${middle} |`);
}
const over = (limit, key) => rows.mulu.filter((row) => row[key] > limit).length;
say(`\nOf mulu's ${queries.length} queries ${over(8, "requests")} take more than eight requests, ${over(3, "rounds")} more than three rounds.`);
say(memory.error ? `Memory of the page could not be measured: ${memory.error}`
  : `A page that has answered one query holds ${shown(memory.first / 1e6)} MB, after all ${queries.length} ${shown(memory.all / 1e6)} MB.`);
if (sides[1]) {
  const more = rows.mulu.filter((row, i) => rows.pagefind[i].total > row.total).length;
  const less = rows.mulu.filter((row, i) => rows.pagefind[i].total < row.total).length;
  say(`Pagefind's total is larger than the number of items that contain the words for ${more} of the queries, smaller for ${less}.`);
}

const day = new Date().toISOString().slice(0, 10);
const commit = (() => {
  try {
    return execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf-8" }).trim();
  } catch {
    return "";
  }
})();
const machine = `${os.cpus()[0]?.model.trim()}, ${os.cpus().length} cores, load ${os.loadavg()[0].toFixed(1)}`;
const stem = path.join(results, `${day}-search-${shape}`);
writeFileSync(`${stem}.md`, `# Search beside Pagefind 1.6.0\n\n${day}, commit ${commit}; ${machine}. \`benches/compare/search/run\` says what is counted.\n\n${lines.join("\n")}\n`);
writeFileSync(`${stem}.json`, `${JSON.stringify({ day, commit, machine, shape, items: Number(count), built, sizes, memory, queries: rows }, null, 1)}\n`);
