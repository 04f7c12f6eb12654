// The edition in traditional characters, and the way from one edition to the other.

import { test as plain, expect } from "@playwright/test";
import { accessibilityFaults } from "./support/axe.mjs";
import { pageOf } from "./support/kinds.mjs";
import { BASE, serve } from "./support/server.mjs";
import { variant } from "./support/variant.mjs";

plain.describe("the edition in traditional characters", () => {
  /** @type {Awaited<ReturnType<typeof variant>>} */
  let made;
  /** @type {Awaited<ReturnType<typeof serve>>} */
  let server;
  plain.beforeAll(async () => {
    made = await variant((toml) => `traditional = true\n${toml}`);
    server = await serve(made.out);
  });
  plain.afterAll(async () => {
    await server.close();
    await made.close();
  });

  plain("is found from every page, read, searched and left again", async ({ page }) => {
    /** @type {string[]} */
    const faults = [];
    page.on("console", (message) => faults.push(message.text()));
    page.on("response", (response) => { if (response.status() >= 400) faults.push(response.url()); });
    const home = server.origin + BASE;
    for (const path of ["index.html", pageOf("item"), "catalog/index.html", pageOf("accessibility")]) {
      await page.goto(home + path);
      await page.locator("a[hreflang=zh-Hant]").click();
      expect(page.url()).toBe(`${home}zh-hant/${path}`);
      await expect(page.locator("html")).toHaveAttribute("lang", "zh-Hant");
      expect(await accessibilityFaults(page), path).toEqual([]);
      await page.locator("a[hreflang=zh-CN]").click();
      expect(page.url()).toBe(home + path);
    }
    // Links within it stay within it; styles, files and the index are those of the site.
    await page.goto(`${home}zh-hant/index.html`);
    await page.locator("main a[href*='item/']").first().click();
    expect(page.url()).toContain(`${BASE}zh-hant/item/`);
    await page.goto(`${home}zh-hant/search.html?q=${encodeURIComponent("宅基地審批")}`);
    const results = page.locator("#search-results > li");
    await expect(results.first()).toContainText("宅基地");
    await results.first().getByRole("link").first().click();
    expect(page.url()).toContain(`${BASE}zh-hant/item/`);
    await expect(page.locator("h1")).toBeVisible();
    expect(faults).toEqual([]);
  });
});
