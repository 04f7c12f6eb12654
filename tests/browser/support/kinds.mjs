// The page kinds of the site, each with the pages that stand for it.

import { itemPath, ledger, pages, read } from "./output.mjs";

/** The kinds of a whole catalog; the bundled site shows them all. */
export const EXPECTED = [
  "accessibility",
  "home",
  "item",
  "listing agency",
  "listing catalog",
  "listing column",
  "listing genre",
  "listing letter",
  "listing topic",
  "listing validity",
  "listing year",
  "lost",
  "negative",
  "overview agency",
  "overview column",
  "overview genre",
  "overview letter",
  "overview topic",
  "overview validity",
  "overview year",
  "plain",
  "search",
  "sitemap",
  "tombstone",
];

/**
 * All pages by kind. The theme says the kind in the body's class; lists are told apart by what they go by, and
 * tombstones by the ledger.
 *
 * @returns {Map<string, string[]>}
 */
export function kinds() {
  const withdrawn = new Set(ledger().filter((row) => row.state === "withdrawn").map((row) => itemPath(row.index_no)));
  /** @type {Map<string, string[]>} */
  const all = new Map();
  for (const path of pages()) {
    let kind = /<body class="(?:[^"]* )?kind-([a-z]+)/.exec(read(path))?.[1] ?? "without a kind";
    if (kind === "listing" || kind === "overview") kind += ` ${path.split("/")[0]}`;
    if (withdrawn.has(path)) kind = "tombstone";
    all.set(kind, [...(all.get(kind) ?? []), path]);
  }
  return all;
}

/** The first page of a kind. @param {string} kind @returns {string} */
export function pageOf(kind) {
  const path = kinds().get(kind)?.[0];
  if (path === undefined) throw new Error(`the site has no page of the kind ${kind}`);
  return path;
}

/**
 * What stands for each kind: its shortest and its longest page, and of items some between.
 *
 * @returns {{ kind: string, path: string }[]}
 */
export function samples() {
  return [...kinds()].sort().flatMap(([kind, paths]) => {
    const bySize = [...paths].sort((one, other) => read(one).length - read(other).length || (one < other ? -1 : 1));
    const last = bySize.length - 1;
    const places = kind === "item" ? [0, last >> 2, last >> 1, (3 * last) >> 2, last] : [0, last];
    return [...new Set(places.map((at) => bySize[at]))].map((path) => ({ kind, path }));
  });
}
