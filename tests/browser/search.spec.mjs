// The search page answers what the program answers.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test, expect } from "./support/visit.mjs";
import { pageOf } from "./support/kinds.mjs";
import { out, site } from "./support/output.mjs";
import { mulu } from "./support/setup.mjs";

/** What `mulu search` counts. @param {string} words */
function counted(words) {
  const answer = JSON.parse(mulu("search", words, "--root", site(), "--out", out(), "--format", "json"));
  return /** @type {{ total: number, exact: boolean }} */ (answer);
}

/**
 * Words as people type them, of one to twelve characters, some in traditional characters or full width; the last two
 * stand nowhere.
 */
const QUERIES = [
  "水",
  "防汛",
  "信息公开",
  "政府信息公开",
  "青禾镇人民政府",
  "公开工作年度报告",
  "关于印发",
  "青政发",
  "〔2024〕",
  "2024",
  "900010028",
  "人民政府 通知",
  "預算",
  "２０２４",
  "农村",
  "不存在的词语组合甲乙丙",
  "qzxv",
];

/**
 * Types words into the page and waits until it has answered.
 *
 * @param {import("@playwright/test").Page} page
 * @param {string} words
 */
async function ask(page, words) {
  await page.locator("#search-input").fill(words);
  await page.locator("#search-input").press("Enter");
  await expect(page.locator("#search-results")).not.toHaveAttribute("aria-busy");
}

test.describe("typed into the page", () => {
  for (const words of QUERIES) {
    test(`“${words}” gives what the command line gives`, async ({ visit }) => {
      const { page } = visit;
      const expected = counted(words);
      await visit.open(pageOf("search"));
      await ask(page, words);
      const status = page.locator("#search-status");
      if (expected.exact && expected.total > 0) {
        await expect(status).toContainText(new RegExp(`(^|\\D)${expected.total}(\\D|$)`));
        const shown = await page.locator("#search-results > li.result").count();
        expect(shown).toBe(Math.min(expected.total, shown));
        expect(shown).toBeGreaterThan(0);
      } else {
        await expect(status).not.toBeEmpty();
        if (expected.total === 0) await expect(page.locator("#search-results > li.result")).toHaveCount(0);
      }
    });
  }
});

/** Words that stand in an attachment alone, and what the item's title holds. */
const ATTACHED = [
  ["DOCX", "不得超过48小时", "停车管理"],
  ["XLSX", "2024年决算公开表：收支总表", "决算"],
  ["PDF", "面积24.6平方公里，11个村民小组", "村庄规划"],
];

for (const [kind, words, title] of ATTACHED) {
  test(`what a ${kind} alone says leads to its item`, async ({ visit }) => {
    const { page } = visit;
    await visit.open(pageOf("search"));
    await ask(page, words);
    const result = page.locator("#search-results > li.result").filter({ hasText: title });
    await expect(result.first()).toBeVisible();
    await expect(result.first().locator("mark").first()).toBeVisible();
    await expect(page.locator("#search-status")).toContainText(new RegExp(`(^|\\D)${counted(words).total}(\\D|$)`));
  });
}

test("a result leads to its page", async ({ visit }) => {
  const { page } = visit;
  await visit.open(pageOf("search"));
  await ask(page, "信息公开");
  const first = page.locator("#search-results > li.result a").first();
  const title = (await first.textContent())?.trim() ?? "";
  await first.click();
  await expect(page.locator("h1")).toContainText(title.slice(0, 12));
});

test("an address with a query shows its answer, and going back keeps it", async ({ visit }) => {
  const { page } = visit;
  await visit.open(pageOf("search") + "?q=" + encodeURIComponent("信息公开"));
  await expect(page.locator("#search-results > li.result").first()).toBeVisible();
  await expect(page.locator("#search-input")).toHaveValue("信息公开");
  await page.locator("#search-results > li.result a").first().click();
  await page.goBack();
  await expect(page.locator("#search-results > li.result").first()).toBeVisible();
});

test("odd input neither breaks the page nor runs as HTML", async ({ visit }) => {
  const { page } = visit;
  await visit.open(pageOf("search"));
  for (const odd of ["<img src=x onerror=alert(1)>", '"', "《", "   ", "\\", "%", "a".repeat(5000), "水".repeat(2000), "👍🏽", "\u0000"]) {
    await ask(page, odd);
    await expect(page.locator("#search-results img, #search-status img")).toHaveCount(0);
  }
  await ask(page, "信息公开");
  await expect(page.locator("#search-results > li.result").first()).toBeVisible();
});

test("a cold query stays small", async ({ visit }) => {
  const { page } = visit;
  await visit.open(pageOf("search"));
  await page.waitForLoadState("networkidle");
  let bytes = 0;
  let requests = 0;
  page.on("requestfinished", async (request) => {
    requests += 1;
    bytes += (await request.sizes()).responseBodySize;
  });
  await ask(page, "信息公开");
  await expect(page.locator("#search-results > li.result").first()).toBeVisible();
  await page.waitForLoadState("networkidle");
  // What DESIGN.md allows on a site two hundred times as large.
  expect(requests).toBeLessThanOrEqual(16);
  expect(bytes).toBeLessThanOrEqual(250_000);
});

test("a draft is found nowhere", async ({ visit }) => {
  // Nothing that is not public may be in the shards.
  const hidden = unpublished();
  expect(hidden.length, "the bundled site has drafts or withheld items").toBeGreaterThan(0);
  const { page } = visit;
  await visit.open(pageOf("search"));
  for (const title of hidden) {
    await ask(page, title);
    await expect(page.locator("#search-status")).not.toBeEmpty();
    await expect(page.locator("#search-results > li.result a", { hasText: title })).toHaveCount(0);
  }
});

/** Titles of the items that must not be public. @returns {string[]} */
function unpublished() {
  const titles = [];
  for (const entry of readdirSync(join(site(), "content"), { recursive: true, withFileTypes: true })) {
    if (!entry.name.endsWith(".md")) continue;
    const text = readFileSync(join(entry.parentPath ?? entry.path, entry.name), "utf8");
    const front = text.split(/^---\s*$/m)[1] ?? "";
    if (/^(status|状态): *(draft|internal|草稿|内部)|^(mode|公开方式|公开属性): *不予公开/m.test(front)) {
      const title = /^(?:title|标题|名称): *"?(.*?)"?\s*$/m.exec(front);
      if (title) titles.push(title[1]);
    }
  }
  return titles;
}
