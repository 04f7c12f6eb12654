// What queries cost: bytes, requests and rounds of a cold query, for an index in a folder.
// usage: node bytes.mjs FOLDER QUERIES.txt [-v]
// Every query opens the index anew, with nothing kept. A round is all that is asked for before anything of it arrives.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [folder, queriesPath, verbose] = process.argv.slice(2);
await import(pathToFileURL(path.resolve(folder, "mulu-search.js")));
const { MuluSearch } = globalThis;

/** A server that answers in rounds. */
const server = () => {
  const seen = { bytes: 0, requests: 0, rounds: 0, kinds: {} };
  let waiting = [];
  const round = () => {
    const now = waiting;
    waiting = [];
    seen.rounds++;
    for (const answer of now) answer();
  };
  const fetch = async (address) => {
    if (waiting.length === 0) setTimeout(round, 12);
    await new Promise((resolve) => waiting.push(resolve));
    const file = new URL(address).pathname.slice(1);
    const bytes = await readFile(path.join(folder, file));
    seen.bytes += bytes.length;
    seen.requests++;
    const kind = String.fromCharCode(bytes[2]);
    seen.kinds[kind] = (seen.kinds[kind] || 0) + bytes.length;
    return new Response(bytes);
  };
  return { seen, fetch };
};

const queries = (await readFile(queriesPath, "utf-8")).split("\n").filter((line) => line.trim());
const rows = [];
for (const query of queries) {
  const { seen, fetch } = server();
  const start = performance.now();
  const catalog = await MuluSearch.open("http://example.test/", { fetch, query });
  const answer = await catalog.search(query, { facets: false });
  const cards = structuredClone(seen);
  const time = performance.now() - start;
  await catalog.facets(answer);
  const facets = seen.bytes - cards.bytes, before = seen.bytes;
  await catalog.snippets(answer.results);
  rows.push({ query, total: answer.exact ? answer.total : 0, ...cards, facets, snippets: seen.bytes - before, time });
  if (verbose) console.log(query, JSON.stringify(rows[rows.length - 1]));
}

const at = (key, share) => {
  const sorted = rows.map((row) => row[key]).sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
};
const kinds = {};
for (const row of rows) for (const [kind, bytes] of Object.entries(row.kinds)) kinds[kind] = (kinds[kind] || 0) + bytes / rows.length;
for (const key of ["bytes", "requests", "rounds", "facets", "snippets"]) {
  console.log(key.padEnd(9), "median", at(key, 0.5), "p95", at(key, 0.95), "most", at(key, 1));
}
console.log("mean by kind", Object.fromEntries(Object.entries(kinds).map(([kind, bytes]) => [kind, Math.round(bytes)])));
console.log("over 8 requests:", rows.filter((row) => row.requests > 8).length, "over 3 rounds:", rows.filter((row) => row.rounds > 3).length, "of", rows.length);
