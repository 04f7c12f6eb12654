// The suggestions of the search page: who types letters is offered the titles that are spelled so in pinyin, who types
// characters those that contain them, out of what the search finds anyway: they cost no request. A combobox after the ARIA
// Authoring Practices: the focus stays in the field, the arrows move through the list.

(() => {
  "use strict";

  /** @type {any} */
  const MuluSearch = /** @type {any} */ (globalThis).MuluSearch;
  if (!MuluSearch) return;

  /** What may be pinyin. */
  const LETTERS = /^[a-z][a-z0-9 ']+$/i;
  /** A word with a Han character, of at least two characters, and nothing that asks for more than a word. */
  const CHARACTERS = /^(?=.*[\u3400-\u9fff])[^\s"“”:：－-][^\s"“”:：]+$/;
  /** Titles offered at most. */
  const MOST = 8;

  /**
   * Adds the list of suggestions to a search form.
   * @param {{ form: HTMLFormElement, input: HTMLInputElement, root: URL, say: (key: string, values?: Record<string, number>) => string,
   *   open: () => Promise<any> }} page the form and its field, the site's root, the page's words, the index
   * @returns {{ typed: () => void, answered: (text: string, results: any[]) => void, close: () => void }} to be called when
   *   somebody has typed, when a search has found these items by their titles, and when the list is to close
   */
  MuluSearch.suggestions = ({ form, input, root, say, open }) => {
    /** @param {string} tag @param {Record<string, string>} attributes @param {string} [text] */
    const element = (tag, attributes, text = "") => {
      const made = document.createElement(tag);
      for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
      made.textContent = text;
      return made;
    };

    const box = element("ul", { id: "search-suggestions", class: "search-suggestions", role: "listbox", "aria-label": say("suggestions"), hidden: "" });
    form.append(box);
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", box.id], ["aria-expanded", "false"]]) {
      input.setAttribute(name, value);
    }
    const offered = element("div", { class: "hidden", role: "status", "aria-live": "polite" });
    form.append(offered);
    let suggesting = 0, active = -1;
    /** What was typed and waits for the answer of the search. */
    let awaited = "";
    /** @type {{ text: string, results: any[] }} */
    let last = { text: "", results: [] };

    /** @param {number} at */
    const activate = (at) => {
      const options = [...box.children];
      active = options.length === 0 ? -1 : at < -1 ? options.length - 1 : at >= options.length ? -1 : at;
      options.forEach((option, i) => option.setAttribute("aria-selected", String(i === active)));
      if (active >= 0) {
        input.setAttribute("aria-activedescendant", options[active].id);
        options[active].scrollIntoView({ block: "nearest" });
      } else {
        input.removeAttribute("aria-activedescendant");
      }
    };

    /** @param {any[]} results */
    const offer = (results) => {
      box.replaceChildren(...results.map(({ title, url }, i) => {
        const option = element("li", { role: "option", id: `suggestion-${i}`, "aria-selected": "false", "data-url": new URL(url, root).href }, title);
        // The field keeps the focus, or the list would close before the click.
        option.addEventListener("mousedown", (event) => event.preventDefault());
        option.addEventListener("click", () => { location.href = option.dataset.url || ""; });
        return option;
      }));
      box.hidden = results.length === 0;
      input.setAttribute("aria-expanded", String(results.length > 0));
      offered.textContent = results.length > 0 ? say("suggested", { n: results.length }) : "";
      activate(-1);
    };

    const suggest = async () => {
      const mine = ++suggesting;
      const text = input.value;
      awaited = CHARACTERS.test(text) ? text : "";
      if (awaited) {
        if (last.text === text) offer(last.results);
        return;
      }
      if (!LETTERS.test(text)) return offer([]);
      try {
        const results = await (await open()).suggest(text.replace(/'/g, ""), MOST);
        if (mine === suggesting && document.activeElement === input) offer(results);
      } catch {
        // What is wrong with the index the search itself says.
        offer([]);
      }
    };

    /** @param {string} text @param {any[]} results */
    const answered = (text, results) => {
      last = { text, results: results.slice(0, MOST) };
      if (awaited && awaited === text && input.value === text && document.activeElement === input) offer(last.results);
    };

    const closeSuggestions = () => {
      suggesting++;
      awaited = "";
      offer([]);
    };
    input.addEventListener("blur", closeSuggestions);
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (box.hidden) {
        if (event.key === "ArrowDown" && (LETTERS.test(input.value) || CHARACTERS.test(input.value))) {
          event.preventDefault();
          suggest();
        }
        return;
      }
      const chosen = /** @type {HTMLElement | undefined} */ (box.children[active]);
      if (event.key === "ArrowDown") activate(active + 1);
      else if (event.key === "ArrowUp") activate(active < 0 ? -2 : active - 1);
      else if (event.key === "Escape") closeSuggestions();
      else if (event.key === "Enter" && chosen) location.href = chosen.dataset.url || "";
      else return;
      event.preventDefault();
    });

    return { typed: suggest, answered, close: closeSuggestions };
  };
})();
