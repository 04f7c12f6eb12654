// The search page by keyboard, by letters of pinyin, by filters; and the words on the item's page.

import { accessibilityFaults } from "./support/axe.mjs";
import { test, expect } from "./support/visit.mjs";
import { pageOf } from "./support/kinds.mjs";
import { files, read } from "./support/output.mjs";

test("letters are offered the titles that are spelled so, by keyboard alone", async ({ visit }) => {
  const { page } = visit;
  await visit.open(pageOf("search"));
  const input = page.locator("#search-input");
  await input.focus();
  await page.keyboard.type("ndbg", { delay: 20 });
  const options = page.getByRole("listbox").getByRole("option");
  await expect(options.first()).toBeVisible();
  await expect(input).toHaveAttribute("aria-expanded", "true");
  await expect(options.first()).toContainText("年度报告");
  await page.keyboard.press("ArrowDown");
  await expect(options.first()).toHaveAttribute("aria-selected", "true");
  const active = (await input.getAttribute("aria-activedescendant")) ?? "";
  await expect(page.locator(`#${active}`)).toHaveText((await options.first().textContent()) ?? "");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("listbox")).toBeHidden();
  await page.keyboard.type("a", { delay: 20 });
  await page.keyboard.press("Backspace");
  await expect(options.first()).toBeVisible();
  const title = (await options.first().textContent()) ?? "";
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.locator("h1")).toContainText(title.slice(0, 12));
});

test("filters narrow the answer, stand in the address and can be taken back", async ({ visit }) => {
  const { page } = visit;
  await visit.open(pageOf("search") + "?q=" + encodeURIComponent("公开"));
  const status = page.locator("#search-status");
  await expect(status).toHaveAttribute("data-state", "found");
  const all = await status.textContent();
  const box = page.locator("#search-facets fieldset[data-facet=year] input").first();
  const label = page.locator("#search-facets fieldset[data-facet=year] label").first();
  const count = /\((\d+)\)/.exec((await label.textContent()) ?? "")?.[1] ?? "";
  await box.check();
  await expect(status).toContainText(new RegExp(`(^|\\D)${count}(\\D|$)`));
  await expect(page).toHaveURL(/[?&]year=/);
  await page.goBack();
  await expect(status).toHaveText(all ?? "");
  await expect(page.locator("#search-facets input:checked")).toHaveCount(0);
});

test("pages of results lead on, and the back button returns", async ({ visit }) => {
  const { page } = visit;
  await visit.open(pageOf("search"));
  await expect(page.locator("#search-results > li.result")).toHaveCount(10);
  const first = await page.locator("#search-results a").first().textContent();
  await page.locator("#search-paging a[rel=next]").click();
  await expect(page).toHaveURL(/page=2/);
  await expect(page.locator("#search-results a").first()).not.toHaveText(first ?? "");
  await page.goBack();
  await expect(page.locator("#search-results a").first()).toHaveText(first ?? "");
});

test("what was asked in quotation marks stands in others where it is repeated", async ({ visit }) => {
  const { page } = visit;
  await visit.open(pageOf("search") + "?q=" + encodeURIComponent("“信息公开”。"));
  await expect(page.locator("#search-status")).toContainText("没有包含“‘信息公开’。”");
  await expect(page.locator("#search-results mark").first()).toHaveText("信息公开");
});

test("the item's page marks the words one came with", async ({ visit }) => {
  const { page } = visit;
  await visit.open(pageOf("search") + "?q=" + encodeURIComponent("信息公开"));
  await page.locator("#search-results a").first().click();
  await expect(page.locator("main mark").first()).toHaveText("信息公开");
});

test("the item's page marks words in whatever form they were asked for, over marks within the text", async ({ visit }) => {
  const { page } = visit;
  const path = files().filter((name) => /^item\//.test(name)).find((name) => read(name).includes("信息公开")) ?? "";
  for (const [query, first] of [["資訊 信息公開", "信息公开"], ["－不要 ＸＸ 信息公开", "信息公开"], ["标题:信息公开", "信息公开"], ["“信息公开”。", "信息公开"]]) {
    await visit.open(`${path}?q=${encodeURIComponent(query)}`);
    await expect(page.locator("main mark").first()).toHaveText(first);
  }
  // A word that an emphasis cuts in two is one word to a reader, and to the search.
  await page.route("**/item/**", async (route) => {
    const body = (await (await route.fetch()).text()).replace(/信息公开/g, "信<strong>息公</strong>开");
    await route.fulfill({ body, contentType: "text/html; charset=utf-8" });
  });
  await visit.open(`${path}?q=${encodeURIComponent("信息公开")}`);
  await expect(page.locator("main mark").first()).toHaveText("信");
  await expect(page.locator("main strong mark").first()).toHaveText("息公");
});

test("axe finds nothing wrong while titles are suggested", async ({ visit }) => {
  const { page } = visit;
  await visit.open(pageOf("search"));
  await page.locator("#search-input").pressSequentially("ndbg");
  await expect(page.getByRole("listbox").getByRole("option").first()).toBeVisible();
  await expect(page.locator("#search-form [role=status]")).toContainText("标题建议");
  await page.keyboard.press("ArrowDown");
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    expect(await accessibilityFaults(page), colorScheme).toEqual([]);
  }
});

test("by keyboard alone: from the words to the filters, the order, the pages and a result", async ({ visit }) => {
  const { page } = visit;
  await visit.open(pageOf("search"));
  await page.locator("#search-input").focus();
  await page.keyboard.type("公开");
  await page.keyboard.press("Enter");
  const status = page.locator("#search-status");
  await expect(status).toHaveAttribute("data-state", "found");
  /** Presses Tab until something is reached. @param {string} selector */
  const tabTo = async (selector) => {
    for (let presses = 0; presses < 80; presses++) {
      await page.keyboard.press("Tab");
      if (await page.evaluate((css) => Boolean(document.activeElement?.matches(css)), selector)) {
        const { outlineStyle, visible } = await page.evaluate(() => {
          const here = /** @type {Element} */ (document.activeElement);
          const box = here.getBoundingClientRect();
          return { outlineStyle: getComputedStyle(here).outlineStyle, visible: box.width > 0 && box.height > 0 };
        });
        expect(visible && outlineStyle !== "none", `${selector} shows that it has the focus`).toBe(true);
        return;
      }
    }
    throw new Error(`${selector} cannot be reached by Tab`);
  };
  await tabTo("#search-sort");
  await page.keyboard.press("ArrowDown");
  await expect(page).toHaveURL(/sort=newest/);
  await tabTo(".jump-results");
  await tabTo("#search-facets fieldset[data-facet=year] input");
  await page.keyboard.press("Space");
  await expect(page).toHaveURL(/year=/);
  // The focus stays where it was, although the filters are drawn anew.
  await expect(page.locator("#search-facets fieldset[data-facet=year] input").first()).toBeFocused();
  await page.keyboard.press("Space");
  await expect(page).not.toHaveURL(/year=/);
  await tabTo("#search-paging a[rel=next]");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/page=2/);
  await expect(status).toBeFocused();
  await tabTo(".jump-results");
  await page.keyboard.press("Enter");
  await tabTo("#search-results a");
  const title = (await page.locator("#search-results a").first().textContent()) ?? "";
  await page.keyboard.press("Enter");
  await expect(page.locator("h1")).toContainText(title.slice(0, 12));
});

test("on a phone the filters stand behind a button, before the results", async ({ visit }) => {
  const { page } = visit;
  await page.setViewportSize({ width: 375, height: 800 });
  await visit.open(pageOf("search") + "?q=" + encodeURIComponent("公开"));
  const filters = page.locator(".search-filters");
  const box = page.locator("#search-facets input").first();
  await expect(filters).toBeVisible();
  await expect(box).toBeHidden();
  await filters.click();
  await expect(filters).toHaveAttribute("aria-expanded", "true");
  await box.check();
  await expect(filters).toContainText("已选 1 项");
  await expect(page.locator("#search-facets")).toBeVisible();
});

test("what residents type: quotes, minus, fields, other spellings of numbers", async ({ visit }) => {
  const { page } = visit;
  await visit.open(pageOf("search"));
  const status = page.locator("#search-status");
  /** How many results a query has. @param {string} query */
  const total = async (query) => {
    await page.locator("#search-input").fill(query);
    await page.locator("#search-input").press("Enter");
    await expect(page.locator("#search-results")).not.toHaveAttribute("aria-busy");
    await expect(status).toHaveAttribute("data-state", "found");
    return Number(/共 (\d+) 条/.exec((await status.textContent()) ?? "")?.[1]);
  };
  const both = await total("信息公开 报告");
  expect(await total("信息公开 -报告")).toBe((await total("信息公开")) - both);
  expect(await total("标题:报告")).toBeLessThan(await total("报告"));
  expect(await total("标题：报告")).toBe(await total("标题:报告"));
  expect(await total('"信息公开"')).toBe(await total("信息公开"));
  const number = ledgerNumber();
  const spellings = [number, number.replace("〔", "[").replace("〕", "]"), number.replace("〔", "(").replace("〕", ")"),
    number.replace("〔", "【").replace("〕", "】"), number.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))];
  /** @type {number[]} */
  const totals = [];
  for (const spelling of spellings) totals.push(await total(`文号:${spelling}`));
  expect(totals).toEqual(totals.map(() => totals[0]));
  expect(totals[0]).toBeGreaterThan(0);
});

/** A document number of the site, with its year in brackets. */
function ledgerNumber() {
  for (const path of files().filter((name) => /^item\/.*\.html$/.test(name))) {
    const number = /[一-龥]+〔\d{4}〕\d+号/.exec(read(path))?.[0];
    if (number) return number;
  }
  throw new Error("no item has a document number");
}
