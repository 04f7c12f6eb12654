// Keeps a page of the preview up to date. Only `mulu serve` adds this script; it is not part of the site.
(() => {
  "use strict";

  const own = new URL(document.currentScript.src);
  let version = own.searchParams.get("v") || "";
  let source = null;
  let told = "";
  let words = null;
  let lost = 0;

  // ---- The scroll position outlives a reload.

  const place = `mulu-preview:${location.pathname}${location.search}`;

  function keepPlace() {
    try {
      sessionStorage.setItem(place, JSON.stringify([scrollX, scrollY]));
    } catch {
      // Storage may be turned off; then the page begins at its top.
    }
  }

  function findPlace() {
    history.scrollRestoration = "auto";
    try {
      const kept = sessionStorage.getItem(place);
      sessionStorage.removeItem(place);
      // A page that is not at its top any more was scrolled by its reader while it loaded.
      if (kept && scrollX === 0 && scrollY === 0) {
        const [x, y] = JSON.parse(kept);
        scrollTo({ left: x, top: y, behavior: "instant" });
      }
    } catch {
      // As above.
    }
  }

  findPlace();

  function reload() {
    disconnect();
    keepPlace();
    // The reader may scroll until the page really goes.
    addEventListener("pagehide", keepPlace);
    // The browser would take the reader to the place it knows when all is loaded, wherever they are by then.
    history.scrollRestoration = "manual";
    location.reload();
  }

  // ---- Styles are swapped in place: the old ones go when the new ones are there.

  function swapStyles() {
    for (const old of document.querySelectorAll('link[rel~="stylesheet"]')) {
      const address = new URL(old.href);
      if (address.origin !== location.origin) continue;
      address.searchParams.set("v", version);
      const fresh = old.cloneNode();
      fresh.href = address.href;
      fresh.addEventListener("load", () => old.remove());
      // A style that has another name now is named by the new page.
      fresh.addEventListener("error", reload);
      old.after(fresh);
    }
  }

  // ---- What is wrong is shown over the page. Every text goes in as text.

  const host = document.createElement("div");
  const root = host.attachShadow({ mode: "open" });
  const styles = document.createElement("link");
  styles.rel = "stylesheet";
  styles.href = "/-mulu/overlay.css";

  function make(tag, name, text) {
    const element = document.createElement(tag);
    element.className = name;
    if (text) element.textContent = text;
    return element;
  }

  function show(parts) {
    root.replaceChildren(styles, ...parts);
    if (words) host.lang = words.language;
    if (!host.isConnected) document.body.append(host);
  }

  function hide() {
    host.remove();
  }

  // What was closed stays closed, on other pages too, until something else is wrong.

  const closed = "mulu-preview-closed";

  function dismiss() {
    hide();
    try {
      sessionStorage.setItem(closed, told);
    } catch {
      // As above.
    }
  }

  function isDismissed() {
    try {
      return sessionStorage.getItem(closed) === told;
    } catch {
      return false;
    }
  }

  function showFindings() {
    if (!words || words.findings.length === 0 || isDismissed()) return hide();
    const panel = make("section", "panel");
    panel.setAttribute("role", "alert");
    const head = make("header", "head");
    head.append(make("h2", "title", words.title));
    const close = make("button", "close", words.close);
    close.type = "button";
    close.addEventListener("click", dismiss);
    head.append(close);
    const list = make("ol", "list");
    for (const finding of words.findings) {
      const row = make("li", `row ${finding.stops}`);
      row.append(make("p", "message", finding.message), make("p", "place", finding.place));
      if (finding.source) row.append(make("pre", "source", finding.source));
      if (finding.hint) row.append(make("p", "hint", finding.hint));
      row.append(make("p", "code", `${finding.label} · ${finding.code}`));
      list.append(row);
    }
    panel.append(head, list);
    if (words.more) panel.append(make("p", "more", words.more));
    show([panel]);
  }

  function showStopped() {
    if (!words) return;
    const bar = make("p", "bar", words.stopped);
    bar.setAttribute("role", "status");
    show([bar]);
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && host.isConnected) dismiss();
  });

  // ---- The connection. Only a page that is looked at holds one: browsers allow six to one server.

  function connect() {
    if (source || document.visibilityState === "hidden") return;
    source = new EventSource(`/-mulu/events?since=${encodeURIComponent(version)}`);
    source.addEventListener("open", () => clearTimeout(lost));
    source.addEventListener("findings", (event) => {
      told = event.data;
      words = JSON.parse(told);
      showFindings();
    });
    source.addEventListener("css", (event) => {
      version = event.data;
      swapStyles();
    });
    source.addEventListener("index", (event) => {
      version = event.data;
      // A page that searches asks again; to every other one it is nothing.
      if (document.querySelector("[data-search-base]")) dispatchEvent(new Event("mulu:index"));
    });
    source.addEventListener("reload", reload);
    source.addEventListener("error", () => {
      clearTimeout(lost);
      lost = setTimeout(showStopped, 2500);
      // A server that comes back is another one: say what is shown now, not what was asked first.
      if (source && source.readyState === EventSource.CLOSED) {
        source = null;
        setTimeout(connect, 1000);
      }
    });
  }

  function disconnect() {
    clearTimeout(lost);
    if (source) source.close();
    source = null;
  }

  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") disconnect();
    else connect();
  });
  addEventListener("pagehide", disconnect);
  addEventListener("pageshow", connect);
  connect();
})();
