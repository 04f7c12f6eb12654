// The plainest static host there is: files under a sub-path, with a strict Content-Security-Policy.

import { createServer } from "node:http";
import { readFile, stat } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

/** Where the site stands: under the county's portal, not at the root of a domain. */
export const BASE = "/xxgk/qinghe/";

/** What DESIGN.md promises to hold on every page, and what it implies. */
const POLICY = "default-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; form-action 'self'";

/** @type {Record<string, string>} */
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css",
  ".js": "text/javascript",
  ".json": "application/json",
  ".jsonld": "application/ld+json",
  ".xml": "application/xml",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".ico": "image/x-icon",
  ".csv": "text/csv; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".pdf": "application/pdf",
};

/** What hosts compress: texts. */
const TEXT = /^(text|image\/svg|application\/(json|ld\+json|xml))/;

/**
 * Serves a folder under {@link BASE}; whatever is not there is answered with the site's 404.html.
 *
 * @param {string} folder
 * @param {number} [port] the port to listen on, any free one when left out
 * @param {{ compressed?: boolean }} [options] `compressed`: texts go out with gzip, as static hosts send them. Not in the
 *   tests, which count the bytes of the files.
 * @returns {Promise<{ origin: string, close: () => Promise<void> }>}
 */
export async function serve(folder, port = 0, { compressed = false } = {}) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
    let body;
    let status = 200;
    let file = normalize(join(folder, path.slice(BASE.length)));
    try {
      if (!path.startsWith(BASE) || !file.startsWith(folder)) throw new Error("outside the site");
      if ((await stat(file)).isDirectory()) file = join(file, "index.html");
      body = await readFile(file);
    } catch {
      status = 404;
      file = join(folder, "404.html");
      body = await readFile(file).catch(() => Buffer.from("no such file, and no 404.html"));
    }
    const type = TYPES[extname(file)] ?? "application/octet-stream";
    const packed = compressed && TEXT.test(type) && /\bgzip\b/.test(String(request.headers["accept-encoding"]));
    if (packed) body = await promisify(gzip)(body);
    response.writeHead(status, {
      "content-type": type,
      "content-length": body.length,
      ...(packed ? { "content-encoding": "gzip" } : {}),
      "content-security-policy": POLICY,
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
    });
    response.end(request.method === "HEAD" ? undefined : body);
  });
  await new Promise((listening) => server.listen(port, "127.0.0.1", () => listening(undefined)));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
