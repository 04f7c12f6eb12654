// Reads the page's text aloud with the browser's own voice; what is read is marked and kept in sight.
(() => {
  "use strict";

  var button = /** @type {HTMLButtonElement | null} */ (document.getElementById("aid-aloud"));
  var sheet = /** @type {HTMLElement | null} */ (document.querySelector("[data-aloud]"));
  var synthesis = window.speechSynthesis;
  if (!button || !sheet || !synthesis || !window.SpeechSynthesisUtterance) return;
  /** @type {Record<string, string>} */
  var words = /** @type {any} */ (window).muluWords;

  /** Browsers break off long utterances; a voice takes a breath at these marks anyway. */
  var LONGEST = 120;
  var language = document.documentElement.lang || "zh-CN";
  /** @type {{ place: Element, text: string }[]} */
  var pieces = [];
  var at = 0;
  var turn = 0;
  var rate = 1;
  /** @type {HTMLElement | null} */
  var bar = null;

  /** @param {string} text @returns {string[]} */
  function breaths(text) {
    /** @type {string[]} */
    var found = [];
    (text.match(/[^。！？；.!?;\n]+[。！？；.!?;\n]*/g) || []).forEach((sentence) => {
      var last = found.length - 1;
      if (last >= 0 && (found[last] + sentence).length <= LONGEST) found[last] += sentence;
      else for (var from = 0; from < sentence.length; from += LONGEST) found.push(sentence.slice(from, from + LONGEST));
    });
    return found;
  }

  function collect() {
    pieces = [];
    var kinds = "h1, h2, h3, h4, h5, h6, p, li, tr, blockquote, dd";
    /** @type {HTMLElement} */ (sheet).querySelectorAll(kinds).forEach((place) => {
      if (place.closest("[data-silent], [hidden]") || place.querySelector("p, li, tr")) return;
      var cells = place.tagName === "TR" ? Array.from(place.children, (cell) => { return cell.textContent; }) : [place.textContent];
      breaths(cells.join("，").replace(/\s+/g, " ").trim()).forEach((text) => {
        pieces.push({ place: place, text: text });
      });
    });
  }

  /** @param {Element | null} place */
  function mark(place) {
    /** @type {HTMLElement} */ (sheet).querySelectorAll(".being-read").forEach((old) => {
      if (old !== place) old.classList.remove("being-read");
    });
    if (place && !place.classList.contains("being-read")) {
      place.classList.add("being-read");
      place.scrollIntoView({ block: "nearest" });
    }
  }

  function stop() {
    turn += 1;
    synthesis.cancel();
    mark(null);
    if (bar) bar.remove();
    bar = null;
  }

  function next() {
    var piece = pieces[at];
    if (!piece) return stop();
    var mine = turn;
    var utterance = new SpeechSynthesisUtterance(piece.text);
    utterance.lang = language;
    utterance.rate = rate;
    var voice = voices()[0];
    if (voice) utterance.voice = voice;
    utterance.onend = () => {
      if (mine !== turn) return;
      at += 1;
      next();
    };
    utterance.onerror = () => {
      if (mine === turn) say(words.aloud_none);
    };
    mark(piece.place);
    synthesis.speak(utterance);
  }

  function voices() {
    var begin = language.slice(0, 2).toLowerCase();
    return synthesis.getVoices().filter((voice) => { return voice.lang.slice(0, 2).toLowerCase() === begin; });
  }

  /** @param {string} text */
  function say(text) {
    var status = bar && bar.querySelector("[role=status]");
    if (status) status.textContent = text;
  }

  /** @param {string} text @param {() => void} act */
  function control(text, act) {
    var made = document.createElement("button");
    made.type = "button";
    made.className = "aid";
    made.textContent = text;
    made.addEventListener("click", act);
    return made;
  }

  function begin() {
    stop();
    collect();
    at = 0;
    bar = document.createElement("section");
    bar.className = "aloud";
    bar.setAttribute("aria-label", words.aloud_label);
    var status = document.createElement("span");
    status.setAttribute("role", "status");
    var pause = control(words.aloud_pause, () => {
      if (synthesis.paused) synthesis.resume();
      else synthesis.pause();
      pause.textContent = synthesis.paused ? words.aloud_resume : words.aloud_pause;
    });
    var slower = control(words.aloud_slower, () => {
      rate = rate === 1 ? 0.7 : 1;
      slower.textContent = rate === 1 ? words.aloud_slower : words.aloud_faster;
      turn += 1;
      synthesis.cancel();
      synthesis.resume();
      pause.textContent = words.aloud_pause;
      next();
    });
    bar.append(status, pause, slower, control(words.aloud_stop, () => {
      stop();
      if (button) button.focus();
    }));
    document.body.append(bar);
    pause.focus();
    ready((some) => {
      if (!bar) return;
      if (!some) return say(words.aloud_none);
      say(words.aloud_reading);
      next();
    });
  }

  /** Some browsers load their voices only when asked. @param {(some: boolean) => void} then */
  function ready(then) {
    if (voices().length) return then(true);
    var mine = turn;
    window.setTimeout(() => { if (mine === turn) then(voices().length > 0); }, 800);
  }

  button.addEventListener("click", begin);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && bar) stop();
  });
  window.addEventListener("pagehide", stop);
})();
