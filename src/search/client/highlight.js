// Marks, on the page of an item, the words of the search that one came with (`?q=…`). What counts as the same is for
// mulu-search.js to say, which is loaded only then.

(() => {
  "use strict";

  const query = new URLSearchParams(location.search).get("q");
  const place = document.querySelector("[data-search-marks]") || document.querySelector("main");
  const here = /** @type {HTMLScriptElement | null} */ (document.currentScript);
  if (!query || !place || !here) return;
  const base = new URL("./", here.src).href;

  /** What ends a run of text: a word is not looked for over two of them. */
  const BLOCKS = "p, li, td, th, dt, dd, h1, h2, h3, h4, h5, h6, pre, caption, figcaption, summary, blockquote, div, section, main";
  const INVISIBLE = /[\xad\u200b-\u200f\u2060-\u206f\ufeff]/;
  const SPACE = /\s/;

  /** The text nodes of the page, block by block. @returns {Text[][]} */
  const blocks = () => {
    const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    /** @type {Map<Element, Text[]>} */
    const found = new Map();
    while (walker.nextNode()) {
      const text = /** @type {Text} */ (walker.currentNode);
      const parent = text.parentElement;
      if (!parent || parent.closest("script, style, mark, textarea, [hidden]")) continue;
      const block = parent.closest(BLOCKS) || place;
      found.set(block, [...found.get(block) || [], text]);
    }
    return [...found.values()];
  };

  /**
   * The text of a block as a reader sees it, and where each of its units stands in the block's nodes, run together.
   * @param {string} written
   */
  const seen = (written) => {
    let text = "";
    /** @type {number[]} */
    const places = [];
    for (let at = 0; at < written.length; at++) {
      const char = written[at];
      if (INVISIBLE.test(char) || SPACE.test(char) && (text === "" || text.endsWith(" "))) continue;
      text += SPACE.test(char) ? " " : char;
      places.push(at);
    }
    return { text, places };
  };

  /** Wraps what is hit in a node. @param {Text} node @param {Uint8Array} hit */
  const wrap = (node, hit) => {
    // From the end, so that what is split off stays where it was counted.
    for (let end = hit.length; end > 0;) {
      let start = end;
      while (start > 0 && hit[start - 1] === hit[end - 1]) start--;
      if (hit[start]) {
        const matched = node.splitText(start);
        matched.splitText(end - start);
        const mark = document.createElement("mark");
        matched.replaceWith(mark);
        mark.append(matched);
      }
      end = start;
    }
  };

  /** Marks every match; whether there was one. @param {(text: string) => Uint8Array} hits */
  const markAll = (hits) => {
    let any = false;
    for (const nodes of blocks()) {
      const written = nodes.map((node) => node.data).join("");
      const { text, places } = seen(written);
      const found = hits(text);
      if (!found.includes(1)) continue;
      any = true;
      const hit = new Uint8Array(written.length);
      found.forEach((is, at) => { hit[places[at]] = is; });
      let start = 0;
      for (const node of nodes) {
        const { length } = node.data;
        wrap(node, hit.slice(start, start + length));
        start += length;
      }
    }
    return any;
  };

  const mark = async () => {
    const { parse, SIGNS, anyNeedsTable, loadTable, fold, hits } = /** @type {any} */ (globalThis).MuluSearch.inner;
    const words = parse(query).filter((/** @type {any} */ { place, without }) => !without && place !== -1)
      .map((/** @type {any} */ { text }) => text);
    /** Marks all that is alike by a table. @param {string[]} some @param {Map<string, string>} table */
    const markBy = (some, table) => {
      const units = some.map((word) => fold(word, table));
      return markAll((text) => hits(fold(text, table), units));
    };
    /** @param {string[]} some */
    const find = async (some) => {
      // Most pages are in the characters of the query; only where nothing fits is the table of the others worth a request.
      if (some.some(anyNeedsTable)) return markBy(some, await loadTable(base));
      return markBy(some, new Map()) || anyNeedsTable(place.textContent || "") && markBy(some, await loadTable(base));
    };
    // As the search does: what stands nowhere as written is taken apart at its signs.
    if (!await find(words)) {
      const pieces = words.flatMap((/** @type {string} */ word) => word.split(SIGNS)).filter((/** @type {string} */ piece) => piece);
      await find(pieces);
    }
  };

  const script = document.createElement("script");
  script.src = `${base}mulu-search.js`;
  // The page reads as well without marks.
  script.onload = () => { mark().catch(() => {}); };
  document.head.append(script);
})();
