// What the build wrote, by page kind.

import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** A variable of the run, set by setup.mjs. @param {string} name @returns {string} */
function setting(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the tests with Playwright's runner`);
  return value;
}

/** The folder of the built site. */
export const out = () => setting("MULU_TEST_OUT");
/** The folder of its source. */
export const site = () => setting("MULU_TEST_SITE");
/** The address of its home page's folder, ending in `/`. */
export const url = () => setting("MULU_TEST_URL");

/** All files of the output, relative, with `/`, sorted. @returns {string[]} */
export function files() {
  return readdirSync(out(), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(out(), join(entry.parentPath ?? entry.path, entry.name)).split(sep).join("/"))
    .sort();
}

/** @param {string} path */
export const read = (path) => readFileSync(join(out(), path), "utf8");

/** All pages of the output. */
export const pages = () => files().filter((path) => path.endsWith(".html"));

/**
 * The rows of the ledger after the build.
 *
 * @returns {{ index_no: string, state: string, title: string, column: string }[]}
 */
export function ledger() {
  const text = readFileSync(join(site(), "ledger.csv"), "utf8").replace(/^\uFEFF/, "");
  const rows = text.split(/\r?\n/).filter(Boolean).map(cells);
  const names = rows[0].map((name) => name.split(/\s/)[0]);
  return rows.slice(1).map((row) => {
    /** @type {any} */
    const record = {};
    names.forEach((name, at) => (record[name] = row[at] ?? ""));
    return record;
  });
}

/** The cells of one line of CSV. @param {string} line @returns {string[]} */
function cells(line) {
  const found = line.match(/("([^"]|"")*"|[^,]*)(,|$)/g) ?? [];
  return found.slice(0, line.endsWith(",") ? undefined : -1).map((cell) => {
    const bare = cell.replace(/,$/, "");
    return bare.startsWith('"') ? bare.slice(1, -1).replaceAll('""', '"') : bare;
  });
}

/** The page of an index number. @param {string} number */
export const itemPath = (number) =>
  `item/${number.split("/").map((part) => part.replace(/[^A-Za-z0-9]+/g, "-")).join("/")}.html`;
