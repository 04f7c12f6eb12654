// What the search page keeps in the address and the history: every search that was submitted, nothing twice, nothing endless.

import { test, expect } from "./support/visit.mjs";
import { pageOf } from "./support/kinds.mjs";
import { files, read } from "./support/output.mjs";

/** @typedef {import("@playwright/test").Page} Page */

/** Types words as a person does. @param {Page} page @param {string} words */
const type = async (page, words) => {
  await page.locator("#search-input").fill("");
  await page.locator("#search-input").pressSequentially(words, { delay: 10 });
  await expect(page).toHaveURL(addressed(words));
};

/** @param {string} words */
const addressed = (words) => new RegExp(`q=${encodeURIComponent(words)}$`);

/** What is shown belongs to these words. @param {Page} page @param {string} words */
const isAnswered = async (page, words) => {
  await expect(page.locator("#search-input")).toHaveValue(words);
  await expect(page.locator("#search-status")).toContainText(words);
};

test("the back button returns to each search that was submitted, and to nothing else", async ({ visit }) => {
  const { page } = visit;
  await visit.open(pageOf("search"));
  const begun = await page.evaluate(() => history.length);
  await type(page, "公开");
  await page.keyboard.press("Enter");
  await isAnswered(page, "公开");
  await type(page, "报告");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await isAnswered(page, "报告");
  expect(await page.evaluate(() => history.length)).toBe(begun + 2);
  await page.goBack();
  await isAnswered(page, "公开");
  await page.goBack();
  await expect(page.locator("#search-input")).toHaveValue("");
  await page.goForward();
  await isAnswered(page, "公开");
});

test("words that came by a link stay in the history while others are typed", async ({ visit }) => {
  const { page } = visit;
  await visit.open(`${pageOf("search")}?q=${encodeURIComponent("公开")}`);
  await isAnswered(page, "公开");
  await type(page, "报告");
  await type(page, "年度报告");
  await page.goBack();
  await isAnswered(page, "公开");
});

test("who types and takes it back finds no press of the back button dead", async ({ visit }) => {
  const { page } = visit;
  await visit.open(pageOf("search"));
  await type(page, "公开");
  await page.keyboard.press("Enter");
  await isAnswered(page, "公开");
  await type(page, "公开报告");
  await type(page, "公开");
  await page.keyboard.press("Enter");
  await page.waitForTimeout(300);
  await isAnswered(page, "公开");
  await page.goBack();
  await expect(page.locator("#search-input")).toHaveValue("");
});

test("a filter that a link chose can be seen, wherever it stands", async ({ visit }) => {
  const { page } = visit;
  await visit.open(pageOf("search"));
  const hidden = page.locator("#search-facets details input").first();
  await expect(hidden).toBeAttached();
  await expect(hidden).toBeHidden();
  const [name, value] = await hidden.evaluate((box) => [box.getAttribute("name") ?? "", box.getAttribute("value") ?? ""]);
  await visit.open(`${pageOf("search")}?${name}=${encodeURIComponent(value)}`);
  await expect(page.locator("#search-facets input:checked")).toHaveCount(1);
  await expect(page.locator("#search-facets input:checked")).toBeVisible();
});

test("empty fields of a form are no filters", async ({ visit }) => {
  const { page } = visit;
  await visit.open(`${pageOf("search")}?q=${encodeURIComponent("公开")}&year=&agency=`);
  await expect(page.locator("#search-status")).toHaveAttribute("data-state", "found");
  await expect(page.locator(".facet-clear")).toHaveCount(0);
});

test("words without end stand whole in the field alone", async ({ visit }) => {
  const { page } = visit;
  const path = files().find((name) => /^item\/.*\.html$/.test(name) && read(name).includes("信息公开")) ?? "";
  expect(path).not.toBe("");
  const words = "信息公开".repeat(1500);
  await visit.open(pageOf("search"));
  await page.locator("#search-input").fill(words);
  await page.keyboard.press("Enter");
  await expect(page.locator("#search-status")).toHaveAttribute("data-state", /none|near/);
  expect(((await page.locator("#search-status").textContent()) ?? "").length).toBeLessThan(300);
  expect((await page.title()).length).toBeLessThan(150);
  expect(page.url().length).toBeLessThan(200);
  for (const link of await page.locator("#search-results a, #search-paging a").all()) {
    expect(((await link.getAttribute("href")) ?? "").length).toBeLessThan(300);
  }
  // They are not lost: the history has them, if the address does not.
  await type(page, "公开");
  await page.keyboard.press("Enter");
  await isAnswered(page, "公开");
  await page.goBack();
  await expect(page.locator("#search-input")).toHaveValue(words);
});

test("characters are offered the titles that contain them, with no request more than the search makes", async ({ visit }) => {
  const { page } = visit;
  const options = page.getByRole("listbox").getByRole("option");
  /** What is asked for when words are typed. @param {boolean} offered whether suggestions are to be had */
  const asked = async (offered) => {
    await page.route("**/search-suggest.js", (route) => offered ? route.continue() : route.fulfill({ body: "", contentType: "text/javascript" }));
    await visit.open(pageOf("search"));
    await page.locator("#search-input").fill("年度报告");
    await expect(page.locator("#search-results .result-snippet mark").first()).toBeVisible();
    if (offered) await expect(options.first()).toBeVisible();
    await page.waitForLoadState("networkidle");
    await page.unroute("**/search-suggest.js");
    return visit.requests.splice(0).sort();
  };
  expect(await asked(false)).toEqual(await asked(true));
  for (const option of await options.all()) expect(await option.textContent()).toContain("年度报告");
  await page.keyboard.press("ArrowDown");
  await expect(options.first()).toHaveAttribute("aria-selected", "true");
  const title = (await options.first().textContent()) ?? "";
  await page.keyboard.press("Enter");
  await expect(page.locator("h1")).toContainText(title.slice(0, 12));
});

test("one character, several words and what is submitted are offered nothing", async ({ visit }) => {
  const { page } = visit;
  await visit.open(pageOf("search"));
  const list = page.locator("#search-suggestions");
  for (const words of ["报", "年度 报告", "标题:报告", "-报告"]) {
    await page.locator("#search-input").fill(words);
    await page.waitForTimeout(400);
    await expect(list).toBeHidden();
  }
  await page.locator("#search-input").fill("年度报告");
  await expect(list).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(list).toBeHidden();
});
