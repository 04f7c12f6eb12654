// Helps for reading, on every page. Everything on the page works without this file.
(function () {
  "use strict";

  var root = document.documentElement;

  // Look and size: switched here, kept in this browser alone (mode.js puts them back before the next page is drawn).
  var senior = /** @type {HTMLButtonElement | null} */ (document.getElementById("aid-senior"));
  var look = /** @type {HTMLSelectElement | null} */ (document.getElementById("aid-look"));

  function keep() {
    var chosen = { look: root.getAttribute("data-look") || undefined, senior: root.hasAttribute("data-senior") || undefined };
    try {
      if (chosen.look || chosen.senior) localStorage.setItem("mulu-reading", JSON.stringify(chosen));
      else localStorage.removeItem("mulu-reading");
    } catch (_) {
      // The choice holds for this page.
    }
  }

  function show() {
    var on = root.hasAttribute("data-senior");
    if (senior) senior.textContent = (on ? senior.dataset.on : senior.dataset.off) || "";
    if (look) look.value = root.getAttribute("data-look") || "";
  }

  if (senior) {
    senior.addEventListener("click", function () {
      root.toggleAttribute("data-senior");
      keep();
      show();
    });
  }
  if (look) {
    look.addEventListener("change", function () {
      if (look && look.value) root.setAttribute("data-look", look.value);
      else root.removeAttribute("data-look");
      keep();
    });
  }
  show();
  // Another window of the site was switched.
  window.addEventListener("storage", function (event) {
    if (event.key !== "mulu-reading" && event.key !== null) return;
    var text = event.newValue || "{}";
    root.toggleAttribute("data-senior", text.indexOf('"senior":true') >= 0);
    var chosen = /"look":"(light|dark|contrast)"/.exec(text);
    if (chosen) root.setAttribute("data-look", chosen[1]);
    else root.removeAttribute("data-look");
    show();
  });

  // What only works with scripts shows only now.
  document.querySelectorAll("[data-aid]").forEach(function (aid) {
    /** @type {HTMLElement} */ (aid).hidden = false;
  });

  // The drawer of columns on narrow screens opens by a link to #menu; Escape closes it.
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && location.hash === "#menu") location.replace("#content");
  });

  // Where the search's script has not begun to work by now, it will not: the browser is too old for it, or it has not come.
  var old = document.getElementById("search-old");
  if (old) {
    window.addEventListener("load", function () {
      if (old && !document.querySelector("[data-search-ready]")) old.hidden = false;
    });
  }

  // The page states the days of a public display, of a call for opinions and of a document's force; only the reader's clock
  // can tell where today lies. Days are those of Beijing, wherever the reader is.
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
  document.querySelectorAll(".notice[data-lapses]").forEach(function (notice) {
    var last = /** @type {HTMLElement} */ (notice).dataset.lapses;
    if (last && today > last) /** @type {HTMLElement} */ (notice).hidden = false;
  });
  document.querySelectorAll(".notice[data-begins]").forEach(function (notice) {
    var first = /** @type {HTMLElement} */ (notice).dataset.begins;
    if (first && today < first) /** @type {HTMLElement} */ (notice).hidden = false;
  });

  // Copying.
  document.querySelectorAll("button[data-copy]").forEach(function (element) {
    var button = /** @type {HTMLButtonElement} */ (element);
    var words = button.textContent;
    var done = 0;
    button.addEventListener("click", function () {
      var source = document.getElementById(button.dataset.copy || "");
      var text = source ? (source.textContent || "").trim() : location.href.split("#")[0];
      copy(text).then(function (copied) {
        button.textContent = button.closest("[data-done]")?.getAttribute(copied ? "data-done" : "data-failed") || words;
        clearTimeout(done);
        done = window.setTimeout(function () { button.textContent = words; }, 2500);
      });
    });
  });

  /** @param {string} text @returns {Promise<boolean>} */
  function copy(text) {
    var clipboard = navigator.clipboard && window.isSecureContext ? navigator.clipboard.writeText(text) : Promise.reject();
    return clipboard.then(
      function () { return true; },
      function () {
        // Portals without HTTPS, and pages opened from a disk.
        var field = document.createElement("textarea");
        field.value = text;
        field.className = "hidden";
        document.body.append(field);
        field.select();
        var copied = document.execCommand("copy");
        field.remove();
        return copied;
      },
    );
  }
})();
