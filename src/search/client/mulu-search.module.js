// mulu-search.js as a module.
import "./mulu-search.js";

/** @type {any} */
const search = /** @type {any} */ (globalThis).MuluSearch;

export const { open, SearchError, VERSION } = search;
