// Marks, on the page of an item, the words of the search that one came with (`?q=…`).

(() => {
  "use strict";

  const query = new URLSearchParams(location.search).get("q");
  const place = document.querySelector("[data-search-marks]") || document.querySelector("main");
  if (!query || !place) return;

  /** Width and case alike; every character stays one character. @param {string} text */
  const fold = (text) => text.replace(/[！-～]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/[A-Z]/g, (char) => char.toLowerCase()).replace(/[〔【［[]/g, "(").replace(/[〕】］\]]/g, ")");

  const words = [...query.matchAll(/"([^"]+)"|([^\s"]+)/g)]
    .filter((match) => !(match[2] || "").startsWith("-"))
    .map((match) => fold((match[1] || match[2]).replace(/^(标题|文号|索引号|机构|title|doc_no|index_no|agency)[:：]/, "")))
    .filter((word) => word);
  const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  /** @type {Text[]} */
  const texts = [];
  while (walker.nextNode()) {
    const text = /** @type {Text} */ (walker.currentNode);
    if (text.parentElement && !text.parentElement.closest("script, style, mark, textarea")) texts.push(text);
  }
  for (const text of texts) {
    const folded = fold(text.data);
    const hit = new Uint8Array(folded.length);
    for (const word of words) {
      for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) hit.fill(1, at, at + word.length);
    }
    // From the end, so that what is split off stays where it was counted.
    for (let end = hit.length; end > 0;) {
      let start = end;
      while (start > 0 && hit[start - 1] === hit[end - 1]) start--;
      if (hit[start]) {
        const matched = text.splitText(start);
        matched.splitText(end - start);
        const mark = document.createElement("mark");
        matched.replaceWith(mark);
        mark.append(matched);
      }
      end = start;
    }
  }
})();
