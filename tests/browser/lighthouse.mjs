// Lighthouse on four pages of a built site: node lighthouse.mjs OUT SERVER.MJS (tests/full/lighthouse.sh says how).

import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { execFile } from "node:child_process";
import { promisify } from "node:util";

const [out, server] = process.argv.slice(2);
if (!out || !server || !existsSync(out)) throw new Error("usage: node lighthouse.mjs OUT SERVER.MJS");
const { serve, BASE } = await import(pathToFileURL(server).href);
const LEAST = 98;
const folder = readdirSync(join(out, "item"))[0];
const item = `item/${folder}/${readdirSync(join(out, "item", folder)).filter((name) => name.endsWith(".html")).sort().at(-1)}`;
// With gzip, as static hosts send texts.
const running = await serve(out, 0, { compressed: true });
let failed = 0;
for (const path of ["index.html", "catalog/index.html", item, "search.html"]) {
  // Not waited for by blocking: the server answers from this process.
  const { stdout } = await promisify(execFile)(process.execPath, [
    "node_modules/lighthouse/cli/index.js", running.origin + BASE + path, "--quiet", "--output=json", "--output-path=stdout",
    "--only-categories=performance,accessibility,best-practices,seo", "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
  ], { encoding: "utf8", maxBuffer: 1 << 28, cwd: new URL(".", import.meta.url).pathname });
  const report = JSON.parse(stdout);
  for (const [name, category] of Object.entries(report.categories)) {
    const score = Math.round(/** @type {any} */ (category).score * 100);
    console.log(`${path} ${name} ${score}`);
    if (score >= LEAST) continue;
    failed += 1;
    for (const { id } of /** @type {any} */ (category).auditRefs) {
      const audit = report.audits[id];
      if (audit.score !== null && audit.score < 1) console.log(`  ${id}: ${audit.title} ${audit.displayValue ?? ""}`);
    }
  }
}
await running.close();
if (failed) throw new Error(`${failed} scores below ${LEAST}`);
