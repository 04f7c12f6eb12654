// The page kinds of the site, each with the pages that stand for it.

import { itemPath, ledger, pages } from "./output.mjs";

/** Kinds by the folder of the address; a page in none of them fails the test that looks for strays. */
const FOLDERS = {
  home: /^index\.html$/,
  "not found": /^404\.html$/,
  search: /^search\/index\.html$/,
  "site map": /^sitemap\/index\.html$/,
  "whole catalog": /^catalog\//,
  "columns": /^column\//,
  "topics": /^topic\//,
  "genres": /^genre\//,
  "agencies": /^agency\//,
  "years": /^year\//,
  "validities": /^validity\//,
  "plain pages": /^pages\//,
  "items": /^item\//,
};

/**
 * All pages by kind. Items are split into published and withdrawn ones by the ledger.
 *
 * @returns {Map<string, string[]>}
 */
export function kinds() {
  const withdrawn = new Set(ledger().filter((row) => row.state === "withdrawn").map((row) => itemPath(row.index_no)));
  /** @type {Map<string, string[]>} */
  const all = new Map();
  for (const path of pages()) {
    let kind = Object.entries(FOLDERS).find(([, form]) => form.test(path))?.[0] ?? "stray";
    if (withdrawn.has(path)) kind = "tombstones";
    all.set(kind, [...(all.get(kind) ?? []), path]);
  }
  return all;
}

/** The kinds that every catalog has; the bundled site shows them all. */
export const EXPECTED = [...Object.keys(FOLDERS), "tombstones"];

/**
 * A few pages of each kind: the first, the middle and the last.
 *
 * @returns {{ kind: string, path: string }[]}
 */
export function samples() {
  return [...kinds()].flatMap(([kind, paths]) => {
    const chosen = new Set([paths[0], paths[paths.length >> 1], paths[paths.length - 1]]);
    return [...chosen].map((path) => ({ kind, path }));
  });
}
