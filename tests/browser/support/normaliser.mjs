// The one normaliser: what the scan of the sources compares is folded by the very table that the index is folded by.
//
// `src/search/fold/table.txt` is compiled into the program (src/search/fold) and shipped with every index; cleaning is the
// page's own. `cargo test --test search_client` holds both against the program, character by character.

import { readFileSync } from "node:fs";

const source = new URL("../../../src/search/", import.meta.url);
await import(new URL("client/mulu-search.js", source).href);

/** A text as a reader sees it, on one line. @type {(text: string) => string} */
export const clean = /** @type {any} */ (globalThis).MuluSearch.clean;

/** @type {Map<string, string>} */
const TABLE = new Map(readFileSync(new URL("fold/table.txt", source), "utf8").split("\n").filter(Boolean)
  .map((line) => /** @type {[string, string]} */ ([...line])));

/** A clean text with like made alike. @param {string} text */
export const fold = (text) => Array.from(text, (char) => TABLE.get(char) ?? char).join("");

/** What is compared. @param {string} text */
export const normal = (text) => fold(clean(text));

/** Characters that fold into another, by that other: for queries in disguise. @type {Map<string, string[]>} */
export const DISGUISES = new Map();
for (const [from, to] of TABLE) DISGUISES.set(to, [...DISGUISES.get(to) ?? [], from]);
