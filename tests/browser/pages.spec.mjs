// What holds on every kind of page.

import { accessibilityFaults } from "./support/axe.mjs";
import { test, expect } from "./support/visit.mjs";
import { EXPECTED, kinds, samples } from "./support/kinds.mjs";

/** Phone, large phone or kiosk, tablet, desktop. */
const WIDTHS = [320, 375, 768, 1280];

test("the site has every kind of page, and no other", () => {
  expect([...kinds().keys()].sort()).toEqual([...EXPECTED].sort());
});

for (const { kind, path } of samples()) {
  test.describe(`${kind}: ${path}`, () => {
    test("is well-formed for readers and machines", async ({ visit }) => {
      await visit.open(path);
      const { page } = visit;
      await expect(page.locator("h1")).toHaveCount(1);
      await expect(page.locator("html")).toHaveAttribute("lang", /^zh-Hans|^zh-CN/);
      await expect(page).toHaveTitle(/\S/);
      await expect(page.locator("main")).toHaveCount(1);
      await expect(page.locator('meta[name="viewport"]')).toHaveAttribute("content", /width=device-width/);
      // National tags of government pages: site, column or article.
      await expect(page.locator('meta[name="SiteName"]')).toHaveCount(1);
      expect(await page.locator("[style]").count(), "inline styles").toBe(0);
      const ids = await page.locator("[id]").evaluateAll((all) => all.map((one) => one.id));
      expect(ids.filter((id, at) => ids.indexOf(id) !== at), "doubled ids").toEqual([]);
    });

    test("is accessible in every colour scheme", async ({ visit }) => {
      const { page } = visit;
      for (const scheme of /** @type {const} */ (["light", "dark"])) {
        await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
        await visit.open(path);
        // Results that are being renewed are dimmed for a moment.
        await expect(page.locator("#search-results[aria-busy=true]")).toHaveCount(0);
        expect(await accessibilityFaults(page), scheme).toEqual([]);
      }
      await page.emulateMedia({ colorScheme: "light", contrast: "more" });
      expect(await accessibilityFaults(page), "more contrast").toEqual([]);
      await page.setViewportSize({ width: 375, height: 800 });
      await page.emulateMedia({ colorScheme: "light", contrast: "no-preference" });
      expect(await accessibilityFaults(page), "on a phone").toEqual([]);
    });

    test("fits every width", async ({ visit }) => {
      await visit.open(path);
      for (const width of WIDTHS) {
        await visit.page.setViewportSize({ width, height: 800 });
        const wide = await visit.page.evaluate(() => document.documentElement.scrollWidth);
        expect(wide, `at ${width} px`).toBeLessThanOrEqual(width);
      }
    });

    test("begins with a skip link for the keyboard", async ({ visit }) => {
      await visit.open(path);
      const { page } = visit;
      await page.keyboard.press("Tab");
      const focused = page.locator(":focus");
      await expect(focused).toHaveAttribute("href", /^#/);
      await expect(focused).toBeInViewport();
      await page.keyboard.press("Enter");
      const target = await page.evaluate(() => location.hash.slice(1));
      await expect(page.locator(`[id="${target}"]`)).toBeInViewport();
    });

    test("prints on A4 without the furniture", async ({ visit }) => {
      const { page } = visit;
      await page.emulateMedia({ media: "print" });
      // A4 less margins of 20 mm, at 96 px to the inch.
      await page.setViewportSize({ width: 643, height: 970 });
      await visit.open(path);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(643);
      await expect(page.locator("h1")).toBeVisible();
      for (const nav of await page.locator("nav").all()) await expect(nav).toBeHidden();
      for (const format of ["A4", "A3"]) {
        const paper = await page.pdf({ format, margin: { top: "20mm", bottom: "20mm", left: "20mm", right: "20mm" } });
        expect(paper.subarray(0, 5).toString()).toBe("%PDF-");
      }
    });
  });
}
