// Asks the page's script what `tests/search_client.rs` asked the reader in Rust, and compares.
// usage: node compare.mjs FOLDER CASES.json
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import path from "node:path";
import assert from "node:assert/strict";

const [folder, casesPath] = process.argv.slice(2);
await import(pathToFileURL(path.join(folder, "mulu-search.js")));
const { MuluSearch } = globalThis;

const files = async (address) => {
  try {
    const bytes = await readFile(path.join(folder, new URL(address).pathname.slice("/search/".length)));
    return new Response(bytes);
  } catch {
    return new Response("", { status: 404 });
  }
};

const cases = JSON.parse(await readFile(casesPath, "utf-8"));
const catalog = await MuluSearch.open("http://example.test/search/", { fetch: files });
for (const { query, options, total, exact, results, facets, snippets, suggested } of cases) {
  const answer = await catalog.search(query, options);
  const said = `query ${JSON.stringify(query)} ${JSON.stringify(options)}`;
  assert.equal(answer.total, total, `total of ${said}`);
  assert.equal(answer.exact, exact, `exactness of ${said}`);
  assert.deepEqual(answer.results, results, `results of ${said}`);
  assert.deepEqual(answer.facets, facets, `facets of ${said}`);
  assert.deepEqual(await catalog.snippets(answer.results), snippets, `snippets of ${said}`);
  const titles = (await catalog.suggest(query, 5)).map(({ title }) => title);
  assert.deepEqual(titles, suggested, `suggestions for ${said}`);
}

// Folding: the table itself is what both sides agree on.
console.log(`${cases.length} queries, the same answers`);
