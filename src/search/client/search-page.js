// The search page of a mulu site: enhances the form and lists of the theme's search.html with mulu-search.js.
// docs/search-format.md, "The search page", says which elements and texts it expects.

(() => {
  "use strict";

  /** @type {any} */
  const MuluSearch = /** @type {any} */ (globalThis).MuluSearch;

  const FACETS = ["year", "agency", "column", "topic", "genre", "validity"];
  const PAGE = 10;
  /** Values of a facet that are shown at first. */
  const FEW = 8;
  /** Milliseconds of rest after a key before the search begins. */
  const REST = 180;

  /** @param {string} id */
  const byId = (id) => document.getElementById(id);
  const main = /** @type {HTMLElement | null} */ (document.querySelector("[data-search-base]"));
  const form = /** @type {HTMLFormElement | null} */ (byId("search-form"));
  const input = /** @type {HTMLInputElement | null} */ (byId("search-input"));
  const status = byId("search-status");
  const list = byId("search-results");
  const facetsBox = byId("search-facets");
  const paging = byId("search-paging");
  const sortBox = /** @type {HTMLSelectElement | null} */ (byId("search-sort"));
  if (!MuluSearch || !main || !form || !input || !status || !list) return;

  /** @type {Record<string, string>} */
  const strings = JSON.parse((byId("search-strings") || {}).textContent || "{}");

  /** A text of the interface. @param {string} key @param {Record<string, string | number>} [values] */
  const say = (key, values = {}) =>
    (strings[key] || key).replace(/\{(\w+)\}/g, (all, name) => name in values ? String(values[name]) : all);

  const base = new URL(main.dataset.searchBase || "./search/", location.href);
  const root = new URL(main.dataset.root || "./", location.href);

  /** @typedef {{ q: string, filters: Record<string, string[]>, sort: string, page: number }} State */

  /** What the address asks for. @returns {State} */
  const stateOf = () => {
    const params = new URLSearchParams(location.search);
    /** @type {Record<string, string[]>} */
    const filters = {};
    for (const facet of FACETS) if (params.has(facet)) filters[facet] = params.getAll(facet);
    const page = Math.max(1, Math.floor(Number(params.get("page")) || 1));
    return { q: params.get("q") || "", filters, sort: params.get("sort") || "relevance", page };
  };

  /** The address of a state. @param {State} state */
  const addressOf = ({ q, filters, sort, page }) => {
    const params = new URLSearchParams();
    if (q) params.set("q", q);
    for (const facet of FACETS) for (const value of filters[facet] || []) params.append(facet, value);
    if (sort !== "relevance") params.set("sort", sort);
    if (page > 1) params.set("page", String(page));
    const text = params.toString();
    return text ? `?${text}` : location.pathname.replace(/.*\//, "") || "./";
  };

  let state = stateOf();
  let turn = 0;
  /** @type {Promise<any> | undefined} */
  let opened;

  const open = () => {
    if (!opened) {
      opened = MuluSearch.open(base, { query: state.q });
      // What failed is tried again by the next search.
      /** @type {Promise<any>} */ (opened).catch(() => { opened = undefined; });
    }
    return /** @type {Promise<any>} */ (opened);
  };

  /**
   * @param {string} tag
   * @param {Record<string, string>} [attributes]
   * @param {(Node | string)[]} [children]
   */
  const element = (tag, attributes = {}, children = []) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  };

  /** Goes to a state. @param {Partial<State>} change @param {boolean} remember whether the back button returns here */
  const go = (change, remember) => {
    state = { ...state, page: 1, ...change };
    const address = addressOf(state);
    if (remember) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
    show();
  };

  /** Shows what the state asks for, unless something newer is asked for meanwhile. */
  const show = async () => {
    const mine = ++turn;
    const waiting = setTimeout(() => { if (mine === turn) tell("loading", say("loading")); }, 250);
    list.setAttribute("aria-busy", "true");
    try {
      const catalog = await open();
      const answer = await catalog.search(state.q,
        { filters: state.filters, sort: state.sort, offset: (state.page - 1) * PAGE, limit: PAGE });
      if (mine !== turn) return;
      // From here on the answer stands: while its snippets are fetched, nothing may say that it is awaited.
      clearTimeout(waiting);
      await showAnswer(catalog, answer);
      const snippets = await catalog.snippets(answer.results);
      if (mine === turn) showSnippets(snippets);
    } catch (error) {
      if (mine === turn) showError(error);
    } finally {
      clearTimeout(waiting);
      if (mine === turn) list.removeAttribute("aria-busy");
    }
  };

  /** @param {string} kind @param {string} text */
  const tell = (kind, text) => {
    status.dataset.state = kind;
    if (status.textContent !== text) status.textContent = text;
  };

  /** @param {any} error */
  const showError = (error) => {
    const code = error && error.code === "missing" && navigator.onLine === false ? "offline" : error && error.code;
    const key = /** @type {Record<string, string>} */ ({ offline: "no_network", version: "mismatch", local: "offline" })[code];
    tell("error", say(key || "failed"));
    list.replaceChildren();
    if (facetsBox) facetsBox.replaceChildren();
    if (paging) paging.replaceChildren();
    if (code !== "local") {
      const again = element("button", { type: "button", class: "search-retry" }, [say("retry")]);
      again.addEventListener("click", show);
      status.append(" ", again);
    }
  };

  /** @param {any} catalog @param {any} answer */
  const showAnswer = async (catalog, { total, exact, results, facets }) => {
    const titles = await Promise.all(results.map((/** @type {any} */ result) => catalog.mark(result.title, result)));
    const q = state.q.trim(), n = total;
    if (total === 0) tell("none", q ? `${say("none", { q })} ${say("none_hint")}` : say("total", { n }));
    else if (!exact) tell("near", `${say("inexact", { q })} ${say("total", { n })}`);
    else tell("found", say(q ? "total_for" : "total", { q, n }));
    list.setAttribute("start", String((state.page - 1) * PAGE + 1));
    list.replaceChildren(...results.map((/** @type {any} */ result, /** @type {number} */ at) => card(result, titles[at])));
    showFacets(facets);
    showPaging(Math.ceil(total / PAGE));
  };

  /** @param {any} result @param {string} title */
  const card = (result, title) => {
    const address = new URL(result.url, root);
    if (state.q.trim()) address.searchParams.set("q", state.q.trim());
    const link = element("a", { href: address.href });
    link.innerHTML = title;
    const meta = [["index_no", result.index_no], ["doc_no", result.doc_no], ["agency", result.agency], ["date", result.date]]
      .filter(([, value]) => value)
      .map(([key, value]) => element("span", { class: `meta-${key}` }, [element("span", { class: "meta-label" }, [say(key)]), " ", value]));
    return element("li", { class: "result" }, [
      element("h2", { class: "result-title" }, [link]),
      element("p", { class: "result-meta" }, meta.flatMap((span, i) => i ? [" ", span] : [span])),
      element("p", { class: "result-snippet" }, [result.summary]),
    ]);
  };

  /** @param {string[]} snippets */
  const showSnippets = (snippets) => {
    const places = list.querySelectorAll(".result-snippet");
    snippets.forEach((html, i) => {
      // A summary without a match in the text is better than the text's beginning.
      const place = places[i];
      if (place && html && (html.includes("<mark>") || !place.textContent)) place.innerHTML = html;
    });
  };

  /** @param {Record<string, { id: string, name: string, count: number }[]>} facets */
  const showFacets = (facets) => {
    if (!facetsBox) return;
    const focused = document.activeElement && document.activeElement.id;
    const opened = new Set([...facetsBox.querySelectorAll("details[open]")].map((details) => details.id));
    const boxes = [];
    for (const facet of FACETS) {
      const chosen = state.filters[facet] || [];
      const values = [...facets[facet] || []];
      for (const id of chosen) if (!values.some((value) => value.id === id)) values.unshift({ id, name: id, count: 0 });
      if (values.length < 2 && chosen.length === 0) continue;
      const items = values.map(({ id, name, count }, at) => {
        const box = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox", id: `facet-${facet}-${at}`, name: facet, value: id }));
        box.checked = chosen.includes(id);
        box.addEventListener("change", () => choose(facet, id, box.checked));
        return element("li", {}, [element("label", {}, [box, " ", name, " ",
          element("span", { class: "facet-count" }, [`(${count})`])])]);
      });
      const parts = [element("legend", {}, [say(facet)]), element("ul", {}, items.slice(0, FEW))];
      if (items.length > FEW) {
        const more = element("details", { id: `facet-more-${facet}` }, [
          element("summary", {}, [say("more", { n: items.length - FEW })]), element("ul", {}, items.slice(FEW))]);
        if (opened.has(more.id)) more.setAttribute("open", "");
        parts.push(more);
      }
      boxes.push(element("fieldset", { class: "facet", "data-facet": facet }, parts));
    }
    if (Object.keys(state.filters).length > 0) {
      const clear = element("button", { type: "button", class: "facet-clear" }, [say("clear")]);
      clear.addEventListener("click", () => go({ filters: {} }, true));
      boxes.unshift(clear);
    }
    facetsBox.replaceChildren(...boxes);
    const again = focused && byId(focused);
    if (again && facetsBox.contains(again)) again.focus();
  };

  /** @param {string} facet @param {string} id @param {boolean} on */
  const choose = (facet, id, on) => {
    const chosen = (state.filters[facet] || []).filter((value) => value !== id);
    if (on) chosen.push(id);
    const filters = { ...state.filters, [facet]: chosen };
    if (chosen.length === 0) delete filters[facet];
    go({ filters }, true);
  };

  /** @param {number} pages */
  const showPaging = (pages) => {
    if (!paging) return;
    paging.replaceChildren();
    if (pages < 2) return;
    /** @param {number} page @param {string} text @param {Record<string, string>} [attributes] */
    const link = (page, text, attributes = {}) => {
      const made = element("a", { href: addressOf({ ...state, page }), ...attributes }, [text]);
      made.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        go({ page }, true);
        form.scrollIntoView();
        status.setAttribute("tabindex", "-1");
        status.focus();
      });
      return made;
    };
    const here = Math.min(state.page, pages);
    const from = Math.max(1, Math.min(here - 2, pages - 4));
    const items = [];
    if (here > 1) items.push(link(here - 1, say("previous"), { rel: "prev" }));
    for (let page = from; page < from + 5 && page <= pages; page++) {
      items.push(link(page, String(page), { "aria-label": say("page", { n: page }), ...page === here ? { "aria-current": "page" } : {} }));
    }
    if (here < pages) items.push(link(here + 1, say("next"), { rel: "next" }));
    paging.append(element("ul", {}, items.map((item) => element("li", {}, [item]))));
  };

  // Suggestions: who types letters is offered the titles that are spelled so in pinyin.
  const box = element("ul", { id: "search-suggestions", class: "search-suggestions", role: "listbox", "aria-label": say("suggestions"), hidden: "" });
  form.append(box);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", box.id], ["aria-expanded", "false"]]) {
    input.setAttribute(name, value);
  }
  let suggesting = 0, active = -1;

  /** @param {number} at */
  const activate = (at) => {
    const options = [...box.children];
    active = options.length === 0 ? -1 : at < -1 ? options.length - 1 : at >= options.length ? -1 : at;
    options.forEach((option, i) => option.setAttribute("aria-selected", String(i === active)));
    if (active >= 0) input.setAttribute("aria-activedescendant", options[active].id);
    else input.removeAttribute("aria-activedescendant");
  };

  /** @param {any[]} results */
  const offer = (results) => {
    box.replaceChildren(...results.map(({ title, url }, i) => {
      const option = element("li", { role: "option", id: `suggestion-${i}`, "aria-selected": "false", "data-url": new URL(url, root).href }, [title]);
      // Before the field loses the focus.
      option.addEventListener("mousedown", (event) => {
        event.preventDefault();
        location.href = option.dataset.url || "";
      });
      return option;
    }));
    box.hidden = results.length === 0;
    input.setAttribute("aria-expanded", String(results.length > 0));
    activate(-1);
  };

  const suggest = async () => {
    const mine = ++suggesting;
    const text = input.value;
    if (!/^[a-z][a-z0-9 ']+$/i.test(text)) return offer([]);
    try {
      const results = await (await open()).suggest(text.replace(/'/g, ""), 8);
      if (mine === suggesting && document.activeElement === input) offer(results);
    } catch {
      // What is wrong with the index the search itself says.
      offer([]);
    }
  };

  const closeSuggestions = () => {
    suggesting++;
    offer([]);
  };
  input.addEventListener("blur", closeSuggestions);
  input.addEventListener("keydown", (event) => {
    if (box.hidden || event.isComposing) return;
    const chosen = /** @type {HTMLElement | undefined} */ (box.children[active]);
    if (event.key === "ArrowDown") activate(active + 1);
    else if (event.key === "ArrowUp") activate(active < 0 ? -2 : active - 1);
    else if (event.key === "Escape") closeSuggestions();
    else if (event.key === "Enter" && chosen) location.href = chosen.dataset.url || "";
    else return;
    event.preventDefault();
  });

  // What stands in the form is what the state says.
  const fill = () => {
    input.value = state.q;
    if (sortBox) sortBox.value = state.sort;
  };

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let resting;
  const typed = () => {
    clearTimeout(resting);
    resting = setTimeout(() => {
      suggest();
      if (input.value !== state.q) go({ q: input.value }, false);
    }, REST);
  };
  // While an input method composes, what stands in the field are letters of pinyin.
  input.addEventListener("input", (event) => { if (!(/** @type {InputEvent} */ (event).isComposing)) typed(); });
  input.addEventListener("compositionend", typed);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(resting);
    closeSuggestions();
    go({ q: input.value }, true);
  });
  if (sortBox) sortBox.addEventListener("change", () => go({ sort: sortBox.value }, true));
  addEventListener("popstate", () => {
    state = stateOf();
    fill();
    show();
  });

  fill();
  show();
})();
