// Reading needs no JavaScript.

import { expect, test } from "@playwright/test";
import { itemPath, ledger, read, url } from "./support/output.mjs";
import { pageOf, samples } from "./support/kinds.mjs";

test.use({ javaScriptEnabled: false });

for (const { kind, path } of samples()) {
  test(`${kind}: ${path} reads without JavaScript`, async ({ page }) => {
    const errors = /** @type {string[]} */ ([]);
    page.on("console", (message) => errors.push(message.text()));
    await page.goto(url() + path);
    await expect(page.locator("h1")).toBeVisible();
    await expect(page.locator("main")).not.toBeEmpty();
    expect(errors).toEqual([]);
  });
}

test("an item is found by following links alone", async ({ page }) => {
  const row = ledger().find((row) => row.state === "published");
  if (!row) throw new Error("nothing is published");
  await page.goto(url() + "index.html");
  await page.locator('a[href$="catalog/index.html"]').first().click();
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

test("the search page says that it needs JavaScript and where else to look", () => {
  // Read from the file: the browser drops these words where scripts are merely switched off for a test.
  const words = /<noscript>(.*?)<\/noscript>/s.exec(read(pageOf("search")))?.[1] ?? "";
  expect(words).toContain("JavaScript");
  expect(words).toContain("catalog/index.html");
});
