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
for (const { query, options, total, exact, ignored, results, facets, snippets, suggested, nearest } of cases) {
  const answer = await catalog.search(query, options);
  const said = `query ${JSON.stringify(query)} ${JSON.stringify(options)}`;
  assert.equal(answer.total, total, `total of ${said}`);
  assert.equal(answer.exact, exact, `exactness of ${said}`);
  assert.equal(answer.ignored, ignored, `words left aside of ${said}`);
  assert.deepEqual(answer.results, results, `results of ${said}`);
  assert.deepEqual(answer.facets, facets, `facets of ${said}`);
  assert.deepEqual(await catalog.snippets(answer.results), snippets, `snippets of ${said}`);
  const titles = (await catalog.suggest(query, 5)).map(({ title }) => title);
  assert.deepEqual(titles, suggested, `suggestions for ${said}`);
  const near = (await catalog.nearest(query, 3)).map(({ title }) => title);
  assert.deepEqual(near, nearest, `nearest titles for ${said}`);
}

// Changed bytes: behind a wrong checksum they are damage; behind a right one, which no accident makes, the script ends soon
// all the same, with an answer or as damage.
const checksum = (bytes) => {
  let sum = -1;
  for (const byte of bytes) {
    sum ^= byte;
    for (let i = 0; i < 8; i++) sum = sum >>> 1 ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
};
let seed = 7;
const below = (end) => {
  seed = Math.imul(seed, 1103515245) + 12345 >>> 0;
  return Math.floor(seed / 2 ** 32 * end);
};
for (let round = 0; round < 120; round++) {
  const { query } = cases[below(cases.length)];
  const isTold = round % 3 === 0, kind = "RDVTSCXP"[below(8)];
  let changed = false;
  const fetch = async (address) => {
    const response = await files(address);
    if (!response.ok) return response;
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (String.fromCharCode(bytes[2]) === kind && bytes.length > 12) {
      changed = true;
      const at = 9 + below(bytes.length - 9);
      bytes[at] ^= 1 + below(255);
      if (!isTold) new DataView(bytes.buffer).setUint32(5, checksum(bytes.subarray(9)));
    }
    return new Response(bytes);
  };
  const start = performance.now();
  try {
    const catalog = await MuluSearch.open("http://example.test/search/", { fetch });
    const { results } = await catalog.search(query);
    await catalog.snippets(results);
    // The list of texts is fetched ahead for a long word; nothing depends on it where nothing remains to be looked up.
    const isNeeded = kind !== "P" || results.length > 0;
    assert.ok(!isTold || !changed || !isNeeded, `damage of kind ${kind} is not told for ${query}`);
  } catch (error) {
    if (error.code !== "damaged" && error.code !== "missing" && error.code !== "version") throw error;
  }
  assert.ok(performance.now() - start < 20_000, `damage of kind ${kind} takes long for ${query}`);
}

console.log(`${cases.length} queries, the same answers`);
