// Copies that are handed on, opened as their readers open them, and what can be taken along from a page.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { test as plain, expect } from "@playwright/test";
import { TODAY, mulu } from "./support/setup.mjs";
import { kinds, pageOf } from "./support/kinds.mjs";
import { read } from "./support/output.mjs";
import { variant } from "./support/variant.mjs";
import { test } from "./support/visit.mjs";

plain.describe("a copy", () => {
  /** @type {Awaited<ReturnType<typeof variant>>} */
  let made;
  plain.beforeAll(async () => {
    made = await variant();
    for (const kind of ["--usb", "--kiosk"]) {
      mulu("pack", kind, "--quiet", "--root", made.site, "--site", made.out, "--out", join(made.site, "pack", kind.slice(2)), "--today", TODAY);
    }
  });
  plain.afterAll(async () => made.close());

  plain("on a memory stick opens by a double click and is searched", async ({ page, context }) => {
    /** @type {string[]} */
    const faults = [];
    context.on("request", (request) => { if (!request.url().startsWith("file:")) faults.push(request.url()); });
    page.on("console", (message) => { if (message.type() !== "log") faults.push(message.text()); });
    page.on("pageerror", (error) => faults.push(String(error)));
    await page.goto(pathToFileURL(join(made.site, "pack/usb/打开目录.html")).href);
    await expect(page.getByText("截至2026年11月23日")).toBeVisible();
    await page.getByRole("link", { name: "检索" }).click();
    await page.locator("#search-input").fill("宅基地");
    await page.keyboard.press("Enter");
    const results = page.locator("#search-results > li");
    await expect(results.first()).toContainText("宅基地");
    await results.first().getByRole("link").first().click();
    expect(page.url()).toMatch(/^file:.*\/pack\/usb\/site\/item\//);
    await expect(page.locator("h1")).toBeVisible();
    expect(faults).toEqual([]);
  });

  plain("on a touch screen comes back to the home page when nobody is there", async ({ page }) => {
    await page.clock.install();
    const home = pathToFileURL(join(made.site, "pack/kiosk/site/index.html")).href;
    await page.goto(home);
    await page.locator("main a[href*='item/']").first().click();
    await expect(page.getByRole("link", { name: "回到首页" })).toBeVisible();
    await page.clock.fastForward(110_000);
    await expect(page.getByRole("alert")).toBeVisible();
    await page.getByRole("button", { name: "继续看" }).click();
    await expect(page.getByRole("alert")).toBeHidden();
    await page.clock.fastForward(60_000);
    expect(page.url()).not.toBe(home);
    await page.clock.fastForward(70_000);
    await expect(page).toHaveURL(home);
  });

  plain("on a touch screen has targets for fingers and no way out", async ({ page }) => {
    await page.setViewportSize({ width: 1080, height: 1920 });
    for (const path of ["index.html", "catalog/index.html", pageOf("item")]) {
      await page.goto(pathToFileURL(join(made.site, "pack/kiosk/site", path)).href);
      const outside = await page.locator("a[href]").evaluateAll((all) => all.map((one) => /** @type {HTMLAnchorElement} */ (one).href).filter((href) => !href.startsWith("file:")));
      expect(outside, path).toEqual([]);
      const small = await page.locator("nav a:visible, button:visible").evaluateAll((all) =>
        all.filter((one) => one.getBoundingClientRect().height < 44).map((one) => (one.textContent ?? "").trim()));
      expect(small, path).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1080);
    }
  });
});

test("an item is saved as text and as Markdown, made of what the page shows", async ({ visit }) => {
  const { page } = visit;
  const paths = kinds().get("item") ?? [];
  const path = paths.find((one) => read(one).includes("<table>") && read(one).includes("<li>")) ?? paths[0];
  await visit.open(path);
  const title = ((await page.locator("h1").textContent()) ?? "").trim();
  for (const [name, ending] of [["保存为文本", "txt"], ["保存为 Markdown", "md"]]) {
    const waiting = page.waitForEvent("download");
    await page.getByRole("button", { name }).click();
    const download = await waiting;
    expect(download.suggestedFilename()).toBe(`${title.slice(0, 80)}.${ending}`);
    const text = await readFile(/** @type {string} */ (await download.path()), "utf8");
    expect(text).toContain(ending === "md" ? `# ${title}` : title);
    const words = await page.locator(".prose p").first().innerText();
    expect(text.replace(/\s/g, "")).toContain(words.replace(/\s/g, "").slice(0, 20));
    expect(text).toContain(await page.locator('link[rel="canonical"]').getAttribute("href"));
    expect(text).not.toMatch(/<\w+/);
    if (ending === "md") expect(text).toMatch(/^\| .* \|$/m);
    else expect(text).toMatch(/^\ufeff[^\n]*\r\n/);
  }
});
