// Reading needs no JavaScript.

import { test, expect } from "./support/visit.mjs";
import { itemPath, ledger } from "./support/output.mjs";
import { kinds, samples } from "./support/kinds.mjs";

test.use({ javaScriptEnabled: false });

for (const { kind, path } of samples()) {
  test(`${kind}: ${path} reads without JavaScript`, async ({ page, baseURL }) => {
    void baseURL;
    const errors = /** @type {string[]} */ ([]);
    page.on("console", (message) => errors.push(message.text()));
    await page.goto((process.env.MULU_TEST_URL ?? "") + path);
    await expect(page.locator("h1")).toBeVisible();
    await expect(page.locator("main")).not.toBeEmpty();
    expect(errors).toEqual([]);
  });
}

test("an item is found by following links alone", async ({ page }) => {
  const row = ledger().find((row) => row.state === "published");
  if (!row) throw new Error("nothing is published");
  await page.goto((process.env.MULU_TEST_URL ?? "") + "index.html");
  const catalog = (kinds().get("whole catalog") ?? [])[0];
  expect(catalog).toBeTruthy();
  await page.goto((process.env.MULU_TEST_URL ?? "") + catalog);
  // From page to page of the list, by its own links, until the item shows.
  const wanted = itemPath(row.index_no).split("/").pop() ?? "";
  for (let turn = 0; turn < 20; turn += 1) {
    const link = page.locator(`main a[href$="${wanted}"]`).first();
    if (await link.count()) {
      await link.click();
      await expect(page.locator("h1")).toContainText(row.title.slice(0, 10));
      return;
    }
    await page.locator('main a[rel="next"]').first().click();
  }
  throw new Error("the item is on no page of the list");
});

test("the search page says that it needs JavaScript and where else to look", async ({ page }) => {
  await page.goto((process.env.MULU_TEST_URL ?? "") + "search/index.html");
  await expect(page.locator("main noscript, main .no-script").first()).toContainText("JavaScript");
});
