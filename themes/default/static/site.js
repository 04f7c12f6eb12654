// Small helps for reading. Everything on the page works without this file.
(function () {
  "use strict";

  // The drawer of columns on narrow screens opens by a link to #menu; Escape closes it.
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && location.hash === "#menu") {
      location.replace("#content");
    }
  });
})();
