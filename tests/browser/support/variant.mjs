// The bundled site once more, built with other settings, for what cannot be tried on the one that all tests share.

import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { site } from "./output.mjs";
import { TODAY, mulu } from "./setup.mjs";

/**
 * Copies the site, changes its `site.toml` and builds it.
 *
 * @param {(toml: string) => string} [change]
 * @returns {Promise<{ site: string, out: string, build: () => void, close: () => Promise<void> }>}
 */
export async function variant(change = (toml) => toml) {
  const work = await mkdtemp(join(tmpdir(), "mulu-variant-"));
  const copy = join(work, "site");
  const out = join(work, "out");
  await cp(site(), copy, { recursive: true });
  const toml = join(copy, "site.toml");
  await writeFile(toml, change(await readFile(toml, "utf8")));
  const build = () => void mulu("build", "--quiet", "--root", copy, "--out", out, "--today", TODAY);
  build();
  return { site: copy, out, build, close: () => rm(work, { recursive: true, force: true }) };
}
