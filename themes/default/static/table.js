// The rows of a list in another order, and only those that contain some words. The page's own order needs no script, and
// what is on other pages is for the search.
(() => {
  "use strict";

  var table = /** @type {HTMLTableElement | null} */ (document.querySelector("table.catalog"));
  var order = /** @type {HTMLSelectElement | null} */ (document.getElementById("table-order"));
  var words = /** @type {HTMLInputElement | null} */ (document.getElementById("table-words"));
  var tally = document.getElementById("table-tally");
  if (!table || !order || !words || !tally || !table.tBodies[0]) return;
  var body = table.tBodies[0];
  var rows = Array.from(body.rows);
  var first = rows.slice();
  var collator = new Intl.Collator(document.documentElement.lang || "zh-CN", { numeric: true });

  /** @param {HTMLTableRowElement} row @param {string} kind */
  function cell(row, kind) {
    var found = row.querySelector(kind === "title" ? ".c-title a" : "." + kind);
    return ((found && found.textContent) || "").trim();
  }

  /** Full and half width, upper and lower case alike. @param {string} text */
  function plain(text) {
    return text.normalize("NFKC").toLowerCase();
  }

  order.addEventListener("change", () => {
    if (!order) return;
    var parts = order.value.split(" ");
    rows = first.slice();
    if (parts[0]) {
      var sign = parts[1] === "down" ? -1 : 1;
      rows.sort((one, other) => {
        var a = cell(one, parts[0]), b = cell(other, parts[0]);
        // What has no number comes last in either order.
        if (!a || !b) return a ? -1 : b ? 1 : 0;
        return sign * collator.compare(a, b);
      });
    }
    body.append.apply(body, rows);
  });

  words.addEventListener("input", () => {
    if (!words || !tally) return;
    var wanted = plain(words.value).split(/\s+/).filter(Boolean);
    var shown = 0;
    rows.forEach((row) => {
      var text = plain(row.textContent || "");
      row.hidden = !wanted.every((word) => { return text.indexOf(word) >= 0; });
      if (!row.hidden) shown += 1;
    });
    var say = (shown ? tally.dataset.some : tally.dataset.none) || "";
    tally.textContent = wanted.length ? say.replace("{n}", String(shown)) : "";
  });
})();
