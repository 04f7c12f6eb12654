// How well Pagefind ranks the judged queries, as `cargo run --release --example search_quality` says it of mulu.
// usage: node quality.mjs PAGEFIND_FOLDER [JUDGED.tsv]
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { createRequire } from "node:module";

const here = path.dirname(new URL(import.meta.url).pathname);
const [folder, judged = path.join(here, "judged.tsv")] = process.argv.slice(2);
const require = createRequire(process.env.PLAYWRIGHT_FROM || path.join(here, "../../../tests/browser/package.json"));
const { chromium } = require("playwright");

const TYPES = { ".js": "text/javascript", ".json": "application/json", ".wasm": "application/wasm" };
const server = createServer(async (request, response) => {
  const file = new URL(request.url, "http://x").pathname;
  try {
    const body = file === "/" ? "<!doctype html><html lang=zh>" : await readFile(path.join(folder, file.replace("/pagefind/", "/")));
    response.writeHead(200, { "content-type": file === "/" ? "text/html" : TYPES[path.extname(file)] || "application/octet-stream" });
    response.end(body);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox"] });
const page = await browser.newPage();
await page.goto(`http://127.0.0.1:${server.address().port}/`);

const kinds = {};
for (const line of (await readFile(judged, "utf-8")).split("\n")) {
  if (!line || line.startsWith("#")) continue;
  const [kind, query, sought] = line.split("\t");
  const titles = await page.evaluate(async (query) => {
    const pagefind = await import("/pagefind/pagefind.js");
    const answer = await pagefind.search(query);
    const results = await Promise.all(answer.results.slice(0, 10).map((result) => result.data()));
    return results.map((result) => result.meta.title);
  }, query);
  const place = titles.findIndex((title) => sought.split("|").includes(title));
  const sums = kinds[kind] ||= { queries: 0, first: 0, ten: 0, reciprocal: 0 };
  sums.queries++;
  if (place === 0) sums.first++;
  if (place >= 0) sums.ten++;
  if (place >= 0) sums.reciprocal += 1 / (place + 1);
}
console.log("kind     queries  success@1  success@10    MRR");
for (const [kind, { queries, first, ten, reciprocal }] of Object.entries(kinds).sort()) {
  const share = (sum) => (sum / queries).toFixed(3);
  console.log(kind.padEnd(8), String(queries).padStart(7), share(first).padStart(10), share(ten).padStart(11), share(reciprocal).padStart(6));
}
await browser.close();
server.close();
