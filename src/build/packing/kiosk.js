// A touch screen in a hall: after a while without a touch the home page comes back for whoever comes next. A warning comes
// first, and any touch stays.
(function () {
  "use strict";
  var script = /** @type {HTMLScriptElement} */ (document.currentScript);
  var idle = Math.max(20, Number(script.dataset.idle) || 120) * 1000;
  var home = new URL(script.dataset.home || "index.html", location.href).href;
  var chinese = /^zh/.test(document.documentElement.lang);
  var atHome = location.href.split(/[?#]/)[0] === home || location.href.split(/[?#]/)[0] === home + "index.html";
  var warn = Math.min(15000, idle / 2);
  var last = Date.now();

  var ask = document.createElement("div");
  ask.className = "kiosk-ask";
  ask.setAttribute("role", "alert");
  ask.hidden = true;
  var words = document.createElement("span");
  words.textContent = chinese ? "还在看吗？马上回到首页。" : "Still reading? The home page comes back in a moment.";
  var stay = document.createElement("button");
  stay.type = "button";
  stay.textContent = chinese ? "继续看" : "Stay";
  ask.append(words, stay);

  /** @param {Event} event */
  function touched(event) {
    last = Date.now();
    // A finger that is still down on the question must not come up on a link that lay under it.
    if (!ask.contains(/** @type {Node} */ (event.target))) ask.hidden = true;
  }
  ask.addEventListener("click", function () {
    ask.hidden = true;
  });
  // There is no printer here, whatever a theme's own buttons or the keyboard ask for.
  window.print = function () {};
  window.addEventListener("keydown", function (event) {
    if ((event.ctrlKey || event.metaKey) && /^[psou]$/i.test(event.key)) event.preventDefault();
  });

  ["pointerdown", "keydown", "wheel", "touchmove"].forEach(function (kind) {
    window.addEventListener(kind, touched, { passive: true, capture: true });
  });
  // No menu of the browser, no file to be saved or dragged out.
  window.addEventListener("contextmenu", function (event) {
    event.preventDefault();
  });
  window.addEventListener("dragstart", function (event) {
    event.preventDefault();
  });
  document.addEventListener("click", function (event) {
    var link = /** @type {Element} */ (event.target).closest("a[download]");
    if (link) event.preventDefault();
  });

  function begin() {
    document.body.append(ask);
    if (!atHome) {
      var back = document.createElement("a");
      back.className = "kiosk-home";
      back.href = home;
      back.textContent = chinese ? "回到首页" : "Home page";
      document.body.append(back);
    }
  }
  if (document.body) begin();
  else document.addEventListener("DOMContentLoaded", begin);

  setInterval(function () {
    var quiet = Date.now() - last;
    if (atHome) {
      if (quiet > idle && window.scrollY > 0) window.scrollTo(0, 0);
      return;
    }
    if (quiet >= idle) location.replace(home);
    else if (quiet >= idle - warn) ask.hidden = false;
  }, 500);
})();
