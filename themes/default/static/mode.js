// Before anything is drawn: the look and the size that the reader chose. They are kept in this browser and sent nowhere.
(function () {
  "use strict";
  try {
    var kept = JSON.parse(localStorage.getItem("mulu-reading") || "{}");
    var root = document.documentElement;
    if (["light", "dark", "contrast"].indexOf(kept.look) >= 0) root.setAttribute("data-look", kept.look);
    if (kept.senior === true) root.setAttribute("data-senior", "");
  } catch (_) {
    // No storage, or something else in it: the page follows the system.
  }
})();
