// A server that fails as servers and networks do: the page's script tries once more, and then says whose fault it is.
// usage: node network.mjs FOLDER
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [folder] = process.argv.slice(2);
await import(pathToFileURL(path.join(folder, "mulu-search.js")));
const { MuluSearch } = globalThis;

/** What comes of the next requests, one after the other; then all is well. @type {string[]} */
let faults = [];
let requests = 0;
const server = createServer(async (request, response) => {
  requests++;
  const fault = faults.shift();
  const bytes = await readFile(path.join(folder, request.url));
  if (fault === "refused") request.socket.destroy();
  else if (fault === "cut") {
    response.writeHead(200, { "content-length": bytes.length });
    response.write(bytes.subarray(0, 8), () => setTimeout(() => request.socket.destroy(), 20));
  } else if (fault) response.writeHead(Number(fault)).end();
  else response.end(bytes);
});
await new Promise((resolve) => { server.listen(0, "127.0.0.1", () => resolve(undefined)); });
const base = `http://127.0.0.1:${server.address().port}/`;

const codeOf = async () => {
  try {
    await MuluSearch.open(base);
    return "fine";
  } catch (error) {
    return error.code;
  }
};

for (const [happens, code, asked] of [
  [["refused"], "fine", 2], [["cut"], "fine", 2], [["503"], "fine", 2],
  [["refused", "refused"], "network", 2], [["cut", "cut"], "network", 2], [["503", "502"], "network", 2], [["cut", "404"], "missing", 2],
  [["404"], "missing", 1], [["403"], "missing", 1],
]) {
  faults = happens;
  requests = 0;
  assert.equal(await codeOf(), code, happens.join());
  assert.equal(requests, asked, `requests after ${happens}`);
}
server.closeAllConnections();
server.close();
assert.equal(await codeOf(), "network", "nobody listens");
