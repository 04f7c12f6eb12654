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
  /** Milliseconds after which it is said that the search goes on, and that the network is slow. */
  const SAY_LOADING = 250, SAY_SLOW = 8000;
  const SORTS = ["relevance", "newest", "oldest"];
  /** Characters of the words that are repeated in the status and the title, and that go into addresses at most. */
  const SHOWN = 60, LONG = 500;
  /** What may be pinyin. */
  const LETTERS = /^[a-z][a-z0-9 ']+$/i;

  /** @param {string} id */
  const byId = (id) => document.getElementById(id);
  const main = /** @type {HTMLElement | null} */ (document.querySelector("[data-search-base]"));
  const form = /** @type {HTMLFormElement | null} */ (byId("search-form"));
  const input = /** @type {HTMLInputElement | null} */ (byId("search-input"));
  const status = byId("search-status");
  const list = byId("search-results");
  const facetsBox = byId("search-facets");
  const nearestBox = byId("search-nearest");
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
  const heading = document.title;
  // The theme may say, to browsers that do not get this far, that they cannot search.
  main.dataset.searchReady = "";

  /** @typedef {{ q: string, filters: Record<string, string[]>, sort: string, page: number }} State */

  /**
   * What the history keeps of where the page is: whether somebody is still typing there, at which address that began, and
   * words that are too long for an address.
   * @returns {{ typing?: boolean, from?: string, q?: string }}
   */
  const entry = () => history.state || {};

  /** What the address asks for. @returns {State} */
  const stateOf = () => {
    const params = new URLSearchParams(location.search);
    /** @type {Record<string, string[]>} */
    const filters = {};
    for (const facet of FACETS) {
      // A plain form sends the fields that were left empty, too.
      const values = params.getAll(facet).filter((value) => value);
      if (values.length > 0) filters[facet] = values;
    }
    const page = Math.max(1, Math.floor(Number(params.get("page")) || 1));
    const sort = params.get("sort") || "";
    return { q: params.get("q") || entry().q || "", filters, sort: SORTS.includes(sort) ? sort : SORTS[0], page };
  };

  /** The address of a state. @param {State} state */
  const addressOf = ({ q, filters, sort, page }) => {
    const params = new URLSearchParams();
    if (q && q.length <= LONG) params.set("q", q);
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

  /** @param {boolean} [anew] past all that is kept, for what was kept does not fit */
  const open = (anew = false) => {
    if (!opened || anew) {
      const mine = opened = MuluSearch.open(base, { query: state.q, cache: anew ? "reload" : undefined });
      // What failed is tried again by the next search.
      /** @type {Promise<any>} */ (mine).catch(() => { if (opened === mine) opened = undefined; });
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

  /**
   * Goes to a state. The back button returns to what was asked for, not to every pause in typing: while somebody types there is
   * one entry, which the submitted words take over. What is asked for again adds none.
   * @param {Partial<State>} change
   * @param {"typed" | "submitted" | "chosen" | "mended"} how by words, by a filter or the like, or because there is no such page
   * @returns {Promise<void>}
   */
  const go = async (change, how) => {
    state = { ...state, page: 1, ...change };
    const address = addressOf(state), was = entry();
    const q = state.q.length > LONG ? state.q : undefined;
    const isSame = new URL(address, location.href).href === location.href && was.q === q;
    if (how === "submitted" && was.typing && was.from === new URL(address, location.href).href && !q) {
      // The entry before is what is asked for: that there was typing meanwhile is nothing to go back to.
      history.back();
      return;
    }
    const typing = how === "typed" || how === "mended" && was.typing;
    const isInPlace = isSame || how === "mended" || was.typing && how !== "chosen";
    const kept = { q, ...typing ? { typing, from: isInPlace ? was.from : location.href } : {} };
    if (isInPlace) history.replaceState(kept, "", address);
    else history.pushState(kept, "", address);
    await show();
  };

  /**
   * Shows what the state asks for, unless something newer is asked for meanwhile.
   * @param {boolean} [anew] as of `open`
   * @returns {Promise<void>}
   */
  const show = async (anew = false) => {
    const mine = ++turn;
    const q = state.q.trim();
    document.title = q ? `${short(q)} - ${heading}` : heading;
    const timers = [[SAY_LOADING, "loading"], [SAY_SLOW, "slow"]].map(([after, key]) =>
      setTimeout(() => { if (mine === turn) tell("loading", say(String(key))); }, anew ? SAY_SLOW : Number(after)));
    const arrived = () => timers.forEach(clearTimeout);
    list.setAttribute("aria-busy", "true");
    try {
      const catalog = await open(anew);
      const answer = await catalog.search(state.q,
        { filters: state.filters, sort: state.sort, offset: (state.page - 1) * PAGE, limit: PAGE, facets: false });
      if (mine !== turn) return;
      // From here on the answer stands: while what belongs to it is fetched, nothing may say that it is awaited.
      arrived();
      if (answer.total > 0 && answer.results.length === 0) return await go({ page: Math.ceil(answer.total / PAGE) }, "mended");
      await showAnswer(catalog, answer);
      // Without what follows the answer is still right; only where a newer index may bring it is all asked for again.
      const less = (/** @type {any} */ error) => {
        if (!anew && isOutdated(error)) throw error;
        return [];
      };
      // On a large site the facets are a file of their own, which the results do not wait for.
      const facets = await catalog.facets(answer).catch(less);
      if (mine === turn) showFacets(facets);
      const titles = q && (!answer.exact || answer.total === 0) ? await titlesLike(catalog, q).catch(less) : [];
      if (mine === turn) showNearest(titles);
      const snippets = await catalog.snippets(answer.results).catch(less);
      if (mine === turn) showSnippets(snippets);
    } catch (error) {
      if (mine !== turn) return;
      arrived();
      if (!anew && isOutdated(error)) {
        tell("loading", say("outdated"));
        return await show(true);
      }
      showError(error);
    } finally {
      arrived();
      if (mine === turn) list.removeAttribute("aria-busy");
    }
  };

  /** Titles that may be meant by words that stand nowhere: spelled so, or written almost so. @param {any} catalog @param {string} q */
  const titlesLike = async (catalog, q) => {
    const spelled = LETTERS.test(q) ? await catalog.suggest(q.replace(/'/g, ""), 5) : [];
    return spelled.length > 0 ? spelled : catalog.nearest(q, 3);
  };

  /** Whether the site was replaced since the page opened, so that the root names files that are gone, or what was kept of
   *  it is broken: worth one try with everything new. @param {any} error */
  const isOutdated = (error) => error && (error.code === "missing" || error.code === "damaged")
    && error.path !== "root.bin" && navigator.onLine !== false;

  /** Words as they are repeated to who typed them. @param {string} q */
  const short = (q) => {
    const chars = [...q];
    return chars.length > SHOWN ? `${chars.slice(0, SHOWN).join("")}…` : q;
  };

  /** A query as it stands within quotation marks. @param {string} q */
  const within = (q) => q.replaceAll("“", "‘").replaceAll("”", "’");

  /** @param {string} kind @param {string} text */
  const tell = (kind, text) => {
    status.dataset.state = kind;
    delete status.dataset.error;
    if (status.textContent !== text) status.textContent = text;
  };

  /** @param {string} key @param {() => void} act */
  const button = (key, act) => {
    const made = element("button", { type: "button", class: "search-retry" }, [say(key)]);
    made.addEventListener("click", act);
    return made;
  };

  /** @param {any} error */
  const showError = (error) => {
    const known = /** @type {Record<string, string>} */ (
      { missing: "missing", damaged: "damaged", network: "no_network", version: "mismatch", local: "offline" })[error && error.code];
    const key = known === "missing" && navigator.onLine === false ? "no_network" : known || "failed";
    suggestions.answered(state.q, []);
    tell("error", say(key, { file: error && error.path ? `search/${error.path}` : "" }));
    status.dataset.error = key;
    for (const box of [list, facetsBox, paging, nearestBox]) if (box) box.replaceChildren();
    filtersButton();
    const actions = element("p", { class: "search-actions" });
    if (key === "mismatch") actions.append(button("reload", () => location.reload()));
    else if (key !== "offline") actions.append(button("retry", () => show(true)));
    actions.append(element("a", { href: new URL("catalog/index.html", root).href }, [say("browse")]));
    status.append(actions);
  };

  /** @param {any} catalog @param {any} answer */
  const showAnswer = async (catalog, { total, exact, ignored, results }) => {
    const titles = await Promise.all(results.map((/** @type {any} */ result) => catalog.mark(result.title, result)));
    suggestions.answered(state.q, exact ? results.filter((/** @type {any} */ _, /** @type {number} */ at) => titles[at].includes("<mark>")) : []);
    const q = within(short(state.q.trim())), n = total;
    const filtered = Object.keys(state.filters).length > 0;
    if (total === 0 && filtered) tell("none", say(q ? "none_filtered" : "none_filtered_all", { q }));
    else if (total === 0) tell("none", q ? `${say("none", { q })}${say("none_hint")}` : say("total", { n }));
    else if (!exact) tell("near", `${say("inexact", { q })}${say("total", { n })}`);
    else tell("found", say(q ? "total_for" : "total", { q, n }));
    if (ignored > 0) status.append(` ${say("ignored", { n: ignored })}`);
    if (total === 0 && filtered) status.append(element("p", { class: "search-actions" }, [button("clear", () => go({ filters: {} }, "chosen"))]));
    list.setAttribute("start", String((state.page - 1) * PAGE + 1));
    list.replaceChildren(...results.map((/** @type {any} */ result, /** @type {number} */ at) => card(result, titles[at])));
    if (nearestBox) nearestBox.replaceChildren();
    showPaging(Math.ceil(total / PAGE));
  };

  /** @param {any[]} results */
  const showNearest = (results) => {
    if (!nearestBox || results.length === 0) return;
    nearestBox.replaceChildren(
      element("h2", { class: "nearest-heading" }, [say("nearest")]),
      element("ul", {}, results.map(({ title, url }) =>
        element("li", {}, [element("a", { href: new URL(url, root).href }, [title])]))));
  };

  /** @param {any} result @param {string} title */
  const card = (result, title) => {
    const address = new URL(result.url, root);
    const q = state.q.trim();
    if (q && q.length <= LONG) address.searchParams.set("q", q);
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

  /** The names of all values seen so far, by id. @type {Map<string, string>} */
  const names = new Map();

  // On narrow screens the filters stand behind a button, which keeps its place until they come: results must not move then.
  const filters = /** @type {HTMLButtonElement} */ (element("button",
    { type: "button", class: "search-filters", "aria-expanded": "false", "aria-controls": "search-facets", disabled: "" }, [say("filters")]));
  if (facetsBox) facetsBox.before(filters);
  filters.addEventListener("click", () => {
    filters.setAttribute("aria-expanded", String(filters.getAttribute("aria-expanded") !== "true"));
  });

  /** Says on the button how many filters are chosen. */
  const filtersButton = () => {
    const n = FACETS.reduce((sum, facet) => sum + (state.filters[facet] || []).length, 0);
    filters.textContent = say(n > 0 ? "filters_on" : "filters", { n });
    filters.hidden = !facetsBox || facetsBox.children.length === 0;
    filters.disabled = false;
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
      for (const { id, name } of values) names.set(id, name);
      for (const id of chosen) if (!values.some((value) => value.id === id)) values.unshift({ id, name: names.get(id) || id, count: 0 });
      if (values.length < 2 && chosen.length === 0) continue;
      const items = values.map(({ id, name, count }, at) => {
        const box = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox", id: `facet-${facet}-${at}`, name: facet, value: id }));
        box.checked = chosen.includes(id);
        box.addEventListener("change", () => choose(facet, id, box.checked));
        const named = element("span", {}, [name, " ", element("span", { class: "facet-count" }, [`(${count})`])]);
        return element("li", {}, [element("label", {}, [box, named])]);
      });
      const parts = [element("legend", {}, [say(facet)]), element("ul", {}, items.slice(0, FEW))];
      if (items.length > FEW) {
        const more = element("details", { id: `facet-more-${facet}` }, [
          element("summary", {}, [say("more", { n: items.length - FEW })]), element("ul", {}, items.slice(FEW))]);
        if (opened.has(more.id) || values.slice(FEW).some(({ id }) => chosen.includes(id))) more.setAttribute("open", "");
        parts.push(more);
      }
      boxes.push(element("fieldset", { class: "facet", "data-facet": facet }, parts));
    }
    if (Object.keys(state.filters).length > 0) {
      const clear = button("clear", () => go({ filters: {} }, "chosen"));
      clear.className = "facet-clear";
      boxes.unshift(clear);
    }
    facetsBox.replaceChildren(...boxes);
    filtersButton();
    const again = focused && byId(focused);
    if (again && facetsBox.contains(again)) again.focus();
  };

  /** @param {string} facet @param {string} id @param {boolean} on */
  const choose = (facet, id, on) => {
    const chosen = (state.filters[facet] || []).filter((value) => value !== id);
    if (on) chosen.push(id);
    const filters = { ...state.filters, [facet]: chosen };
    if (chosen.length === 0) delete filters[facet];
    go({ filters }, "chosen");
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
        go({ page }, "chosen");
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

  // Who types is offered the titles that contain that or are spelled so (search-suggest.js).
  const suggestions = MuluSearch.suggestions
    ? MuluSearch.suggestions({ form, input, root, say, open }) : { typed: () => {}, answered: () => {}, close: () => {} };

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
      suggestions.typed();
      if (input.value !== state.q) go({ q: input.value }, "typed");
    }, REST);
  };
  // While an input method composes, what stands in the field are letters of pinyin.
  input.addEventListener("input", (event) => { if (!(/** @type {InputEvent} */ (event).isComposing)) typed(); });
  input.addEventListener("compositionend", typed);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(resting);
    suggestions.close();
    go({ q: input.value }, "submitted");
  });
  if (sortBox) sortBox.addEventListener("change", () => go({ sort: sortBox.value }, "chosen"));
  // The preview says when the index has followed an edit.
  addEventListener("mulu:index", () => show(true));
  addEventListener("online", () => { if (status.dataset.error === "no_network") show(true); });
  addEventListener("popstate", () => {
    state = stateOf();
    fill();
    show();
  });

  fill();
  show();
})();
