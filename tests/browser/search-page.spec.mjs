// The search page by keyboard, by letters of pinyin, by filters; and the words on the item's page.

import axe from "axe-core";
import { test, expect } from "./support/visit.mjs";
import { pageOf } from "./support/kinds.mjs";

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

test("the item's page marks the words one came with", async ({ visit }) => {
  const { page } = visit;
  await visit.open(pageOf("search") + "?q=" + encodeURIComponent("信息公开"));
  await page.locator("#search-results a").first().click();
  await expect(page.locator("main mark").first()).toHaveText("信息公开");
});

/** What must be true of the page in each of its states, and how it gets there: the query typed and the state expected. */
const STATES = [
  { name: "browsing", query: "", state: "found" },
  { name: "results", query: "信息公开", state: "found" },
  { name: "nearest only", query: "政府信息公开指南甲", state: "near" },
  { name: "nothing", query: "qzxv", state: "none" },
  { name: "suggestions", query: "ndbg", state: null },
];

for (const { name, query, state } of STATES) {
  test(`axe finds nothing wrong: ${name}`, async ({ visit }) => {
    const { page } = visit;
    await visit.open(pageOf("search"));
    await expect(page.locator("#search-results > li.result").first()).toBeVisible();
    await page.locator("#search-input").fill(query);
    if (state) await expect(page.locator("#search-status")).toHaveAttribute("data-state", state);
    else await expect(page.getByRole("option").first()).toBeVisible();
    await page.evaluate(axe.source);
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const { violations } = await page.evaluate(
      (values) => /** @type {any} */ (window).axe.run({ runOnly: { type: "tag", values } }), tags);
    expect(violations.map((/** @type {any} */ rule) => `${rule.id}: ${rule.help} ${rule.nodes[0].html}`)).toEqual([]);
  });
}

test("an index that is not there is said, and tried again", async ({ page }) => {
  const { url } = await import("./support/output.mjs");
  let missing = true;
  await page.route("**/search/root.bin", (route) => missing ? route.fulfill({ status: 404, body: "" }) : route.continue());
  await page.goto(url() + pageOf("search"));
  await expect(page.locator("#search-status")).toHaveAttribute("data-state", "error");
  missing = false;
  await page.locator(".search-retry").click();
  await expect(page.locator("#search-results > li.result")).toHaveCount(10);
});
