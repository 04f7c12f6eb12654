// The aids for reading, on every page, and what the reader chose before. It runs before anything is drawn, so that nothing
// moves when the aids appear. Everything on the page works without this file.
//
// The words of the site's language stand before it in `muluWords` (src/render/theme/script.rs).
(() => {
  "use strict";

  var root = document.documentElement;
  /** @type {Record<string, string>} */
  var words = /** @type {any} */ (window).muluWords;
  var LOOKS = ["light", "dark", "contrast"];
  // Elements with data-aid show only where scripts run.
  root.dataset.scripts = "";

  // Look and size: kept in this browser alone, and sent nowhere.

  /** What shows the choice. @type {(() => void)[]} */
  var shown = [];

  function isSenior() {
    return root.hasAttribute("data-senior");
  }

  function recall() {
    /** @type {{ look?: string, senior?: boolean }} */
    var kept = {};
    try {
      kept = JSON.parse(localStorage.getItem("mulu-reading") || "{}") || {};
    } catch (_) {
      // No storage, or something else in it: the page follows the system.
    }
    choose(kept.look || "");
    root.toggleAttribute("data-senior", kept.senior === true);
    show();
  }

  /** @param {string} look */
  function choose(look) {
    if (LOOKS.includes(look)) root.dataset.look = look;
    else delete root.dataset.look;
  }

  function show() {
    shown.forEach((one) => { one(); });
  }

  function keep() {
    var chosen = { look: root.dataset.look, senior: isSenior() || undefined };
    try {
      if (chosen.look || chosen.senior) localStorage.setItem("mulu-reading", JSON.stringify(chosen));
      else localStorage.removeItem("mulu-reading");
    } catch (_) {
      // The choice holds for this page.
    }
    show();
  }

  recall();
  // Another window of the site was switched.
  window.addEventListener("storage", recall);

  /**
   * @param {string} tag @param {Element} place @param {string} text @param {string} kind
   * @returns {any}
   */
  function add(tag, place, text, kind) {
    var made = document.createElement(tag);
    made.textContent = text;
    if (kind) made.className = kind;
    if (tag === "button") /** @type {HTMLButtonElement} */ (made).type = "button";
    place.append(made);
    return made;
  }

  /** A button that copies. @param {Element} place @param {string} text @param {() => string} what */
  function copier(place, text, what) {
    var made = add("button", place, text, "tool");
    var done = 0;
    made.onclick = () => {
      copy(what()).then((copied) => {
        made.textContent = copied ? words.copied : words.not_copied;
        clearTimeout(done);
        done = window.setTimeout(() => { made.textContent = text; }, 2500);
      });
    };
    return made;
  }

  /** A button of save.js. @param {Element} place @param {string} as @param {string} text */
  function saver(place, as, text) {
    add("button", place, text, "").dataset.as = as;
  }

  /** What `<mulu-aid do="…">` holds, by the words of `do`. @type {Record<string, (place: Element) => void>} */
  var aids = {
    senior: (place) => {
      var made = add("button", place, "", "aid");
      made.id = "aid-senior";
      made.onclick = () => {
        root.toggleAttribute("data-senior");
        keep();
      };
      shown.push(() => { made.textContent = isSenior() ? words.senior_off : words.senior; });
    },
    look: (place) => {
      var label = add("label", place, "", "aid aid-look");
      add("span", label, words.look, "");
      var made = add("select", label, "", "");
      made.id = "aid-look";
      made.autocomplete = "off";
      add("option", made, words.look_system, "").value = "";
      LOOKS.forEach((look) => { add("option", made, words["look_" + look], "").value = look; });
      made.onchange = () => {
        choose(made.value);
        keep();
      };
      shown.push(() => { made.value = root.dataset.look || ""; });
    },
    aloud: (place) => {
      // aloud.js makes it work.
      if (window.speechSynthesis && place.closest("[data-aloud]")) add("button", place, words.aloud, "tool").id = "aid-aloud";
    },
    link: (place) => {
      copier(place, words.copy_link, () => { return location.href.split("#")[0]; });
    },
    cite: (place) => {
      copier(place, words.copy_citation, () => {
        var source = document.getElementById("citation");
        return source ? (source.textContent || "").trim() : "";
      }).id = "aid-cite";
    },
    save: (place) => {
      saver(place, "print", words.print);
      saver(place, "txt", words.text);
      saver(place, "md", words.markdown);
    },
  };

  if (window.customElements) {
    customElements.define("mulu-aid", class extends HTMLElement {
      connectedCallback() {
        if (this.firstChild) return;
        var place = this;
        (place.getAttribute("do") || "").split(" ").forEach((name) => {
          if (aids[name]) aids[name](place);
        });
        show();
      }
    });
  }

  // The drawer of columns on narrow screens opens by a link to #menu; Escape closes it.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && location.hash === "#menu") location.replace("#content");
  });

  // Where the search's script has not begun to work by then, it will not: the browser is too old for it, or it has not come.
  window.addEventListener("load", () => {
    var old = document.getElementById("search-old");
    if (old && !document.querySelector("[data-search-ready]")) old.hidden = false;
  });

  // The page states the days of a public display, of a call for opinions and of a document's force; only the reader's clock
  // can tell where today lies. Days are those of Beijing, wherever the reader is.
  document.addEventListener("DOMContentLoaded", () => {
    var today = new Date(Date.now() + 8 * 3600 * 1000).toISOString().slice(0, 10);
    document.querySelectorAll(".notice").forEach((element) => {
      var notice = /** @type {HTMLElement} */ (element);
      var days = notice.dataset;
      if ((days.lapses && today > days.lapses) || (days.begins && today < days.begins)) notice.hidden = false;
      var text = days.during;
      if (!days.to) return;
      if (today > days.to) text = days.after;
      else if (days.from && today < days.from) text = days.before;
      if (!text) return;
      var head = notice.querySelector("h2") || notice;
      head.append(" ");
      add("span", head, text, "tag");
    });
  });

  /** @param {string} text @returns {Promise<boolean>} */
  function copy(text) {
    var clipboard = navigator.clipboard && window.isSecureContext ? navigator.clipboard.writeText(text) : Promise.reject();
    return clipboard.then(
      () => { return true; },
      () => {
        // Portals without HTTPS, and pages opened from a disk.
        var field = add("textarea", document.body, text, "hidden");
        field.select();
        var copied = document.execCommand("copy");
        field.remove();
        return copied;
      },
    );
  }
})();
