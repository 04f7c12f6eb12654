// Small helps for reading. Everything on the page works without this file.
(function () {
  "use strict";

  // The drawer of columns on narrow screens opens by a link to #menu; Escape closes it.
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && location.hash === "#menu") {
      location.replace("#content");
    }
  });

  // Where the search's script has not begun to work by now, it will not: the browser is too old for it, or it has not come.
  var old = document.getElementById("search-old");
  if (old) {
    window.addEventListener("load", function () {
      if (old && !document.querySelector("[data-search-ready]")) old.hidden = false;
    });
  }

  // The page states first and last day of a public display or a call for opinions; only the reader's clock can tell
  // whether today lies between. Days are those of Beijing, wherever the reader is.
  var today = new Date(Date.now() + 8 * 3600 * 1000).toISOString().slice(0, 10);
  document.querySelectorAll(".notice[data-to]").forEach(function (notice) {
    var days = /** @type {HTMLElement} */ (notice).dataset;
    var words = days.during;
    if (days.to && today > days.to) words = days.after;
    else if (days.from && today < days.from) words = days.before;
    if (words) {
      var tag = document.createElement("span");
      tag.className = "tag";
      tag.textContent = words;
      (notice.querySelector("h2") || notice).append(" ", tag);
    }
  });
})();
