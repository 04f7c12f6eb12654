// Once before all tests: build the bundled site in a copy of its own, and serve what came out.

import { spawnSync } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { BASE, serve } from "./server.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");

/** The program under test; `tests/run` names it. */
export const MULU = process.env.MULU ?? join(root, "target/ci/mulu");

/** The day on which the tests take place. */
export const TODAY = "2026-11-23";

/** Runs the program and returns what it printed, or throws with all that it said. @param {string[]} words */
export function mulu(...words) {
  const run = spawnSync(MULU, words, { encoding: "utf8", maxBuffer: 64 << 20 });
  if (run.error) throw run.error;
  if (run.status !== 0) throw new Error(`mulu ${words.join(" ")}: exit ${run.status}\n${run.stdout}${run.stderr}`);
  return run.stdout;
}

export default async function setup() {
  if (!existsSync(MULU)) throw new Error(`${MULU} is not there: cargo build --profile ci, or set MULU`);
  const work = await mkdtemp(join(tmpdir(), "mulu-browser-"));
  const site = join(work, "site");
  const out = join(work, "out");
  for (const name of ["content", "themes", "ledger.csv"]) {
    if (existsSync(join(root, name))) await cp(join(root, name), join(site, name), { recursive: true });
  }

  const server = await serve(out);
  // 404.html alone carries the site's address, since a server shows it at any depth.
  const toml = await readFile(join(root, "site.toml"), "utf8");
  const base = /^base_url *=.*$/m;
  if (!base.test(toml)) throw new Error("site.toml has no base_url");
  await writeFile(join(site, "site.toml"), toml.replace(base, `base_url = "${server.origin}${BASE}"`));
  mulu("build", "--root", site, "--out", out, "--today", TODAY);

  process.env.MULU_TEST_SITE = site;
  process.env.MULU_TEST_OUT = out;
  process.env.MULU_TEST_URL = server.origin + BASE;
  return async () => {
    await server.close();
    await rm(work, { recursive: true, force: true });
  };
}
