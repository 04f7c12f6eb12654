// The preview in a real browser: pages follow the files, and what is wrong is shown over them.

import { test, expect } from "@playwright/test";
import { spawn } from "node:child_process";
import { appendFile, cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MULU, TODAY } from "./support/setup.mjs";

/**
 * A preview of a small site of its own.
 *
 * @typedef {{ url: string, site: string, item: string, stop: () => Promise<void>, remove: () => Promise<void> }} Preview
 */

/**
 * The overlay's text; `""` where there is none. A reload that comes while the page is asked takes the answer with it,
 * and only then the new page is asked again: every other failure is one.
 *
 * @param {import("@playwright/test").Page} page
 * @returns {Promise<string>}
 */
const overlay = async (page) => {
  try {
    const said = await page.evaluate(() => {
      // A page that has only begun to come says nothing yet.
      if (!document.body) return null;
      const roots = [...document.body.children].map((element) => element.shadowRoot).filter((root) => root !== null);
      return roots.map((root) => root.textContent).join("");
    });
    if (said !== null) return said;
    await page.waitForLoadState();
    return overlay(page);
  } catch (error) {
    if (!/context was destroyed|because of a navigation/.test(String(error))) throw error;
    await page.waitForLoadState();
    return overlay(page);
  }
};

/** @type {Preview} */
let preview;

/** Begins a preview of a site, of which the tests edit an item. @param {string} site @returns {Promise<Preview>} */
const serve = async (site) => {
  const files = await readdir(join(site, "content"), { recursive: true });
  const item = files.filter((name) => name.endsWith(".md") && !name.startsWith("pages")).sort()[0];
  const program = spawn(MULU, ["serve", "--root", site, "--port", "0", "--today", TODAY, "--lang", "zh"]);
  const ended = new Promise((resolve) => program.on("exit", resolve));
  const url = await new Promise((resolve, reject) => {
    let said = "";
    program.stderr.on("data", (part) => {
      said += part;
      const found = /http:\/\/127\.0\.0\.1:\d+\//.exec(said);
      if (found) resolve(found[0]);
    });
    program.on("exit", () => reject(new Error(`the preview ended: ${said}`)));
  });
  const stop = async () => {
    program.kill("SIGINT");
    await ended;
  };
  const remove = () => rm(join(site, ".."), { recursive: true, force: true });
  return { url, site, item: join(site, "content", item), stop, remove };
};

test.beforeEach(async () => {
  const site = join(await mkdtemp(join(tmpdir(), "mulu-preview-")), "site");
  await cp(join(import.meta.dirname, "../../starter"), site, { recursive: true });
  preview = await serve(site);
});

test.afterEach(async () => {
  await preview.stop();
  await preview.remove();
});

/** Opens the item's page, by its title. @param {import("@playwright/test").Page} page */
async function openItem(page) {
  const text = await readFile(preview.item, "utf8");
  const title = /^(?:title|标题|名称): *(.+)$/m.exec(text)?.[1].trim().replaceAll('"', "") ?? "";
  await page.goto(preview.url);
  await page.goto(new URL("catalog/index.html", preview.url).href);
  await page.getByRole("link", { name: title }).first().click();
  await expect(page.getByRole("heading", { name: title }).first()).toBeVisible();
}

test("a saved file is on the screen at once, and the reader stays where they were", async ({ page }) => {
  await openItem(page);
  const filler = Array.from({ length: 80 }, (_, at) => `第${at}段，凑够长度。`).join("\n\n");
  await appendFile(preview.item, `\n\n${filler}\n`);
  await expect(page.getByText("第79段，凑够长度。")).toBeAttached();
  await page.getByText("第60段，凑够长度。").scrollIntoViewIfNeeded();
  const before = await page.evaluate(() => scrollY);
  expect(before).toBeGreaterThan(500);
  await appendFile(preview.item, "\n\n预览里新加的一段。\n");
  await expect(page.getByText("预览里新加的一段。")).toBeAttached();
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(before);
});

test("an edit loads the page once", async ({ page }) => {
  await openItem(page);
  // Opening it is no load that an edit caused.
  await page.waitForLoadState("load");
  await page.waitForTimeout(500);
  const address = page.url();
  let loads = 0;
  page.on("load", () => (loads += 1));
  // The first edit undoes the review, which shows; the others are words alone. One is saved twice.
  for (const [at, words] of ["审查以后改的。", "又改的。", "再改的。"].entries()) {
    await appendFile(preview.item, `\n\n${words}\n`);
    if (at === 1) await writeFile(preview.item, await readFile(preview.item));
    await expect(page.getByText(words)).toBeAttached();
    // What follows from the edit is worked out after a moment of quiet, and what is wrong after that.
    await page.waitForTimeout(1500);
    expect(loads).toBe(at + 1);
    expect(page.url()).toBe(address);
  }
});

test("what is wrong is shown over the page, as text, and goes away when it is mended", async ({ page }) => {
  /** @type {string[]} */
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  await openItem(page);
  const text = await readFile(preview.item, "utf8");
  const wrong = text.replace(/^(created|成文日期): .*$/m, '$1: "<img src=x onerror=alert(1)>"');
  expect(wrong).not.toBe(text);
  await writeFile(preview.item, wrong);
  await expect.poll(() => overlay(page)).toContain("<img src=x onerror=alert(1)>");
  await expect.poll(() => overlay(page)).toContain("2024-03-05");
  expect(requests.filter((url) => url.endsWith("/x"))).toEqual([]);
  // Closed, it stays closed on the next page, until something else is wrong.
  await page.keyboard.press("Escape");
  await expect.poll(() => overlay(page)).toBe("");
  await page.goto(preview.url);
  await page.waitForTimeout(500);
  expect(await overlay(page)).toBe("");
  await writeFile(preview.item, wrong.replace("src=x", "src=y"));
  await expect.poll(() => overlay(page)).toContain("<img src=y onerror=alert(1)>");
  await writeFile(preview.item, text);
  await expect.poll(() => overlay(page)).toBe("");
});

test("the page says when the preview has stopped", async ({ page }) => {
  await page.goto(preview.url);
  await page.waitForTimeout(300);
  const began = Date.now();
  await preview.stop();
  expect(Date.now() - began).toBeLessThan(3000);
  await expect.poll(() => overlay(page)).toContain("预览已停止");
});

test("an open search page finds what was saved, and no longer what was taken out", async ({ page }) => {
  await page.goto(new URL(`search.html?q=${encodeURIComponent("稷黍")}`, preview.url).href);
  const status = page.locator("#search-status");
  await expect(status).toHaveAttribute("data-state", "none");
  let loads = 0;
  page.on("load", () => (loads += 1));
  const text = await readFile(preview.item, "utf8");
  await writeFile(preview.item, `${text}\n\n另有一词：稷黍。\n`);
  await expect(status).toHaveAttribute("data-state", "found");
  await expect(page.locator("#search-results mark").first()).toHaveText("稷黍");
  await expect(page.locator("#search-input")).toHaveValue("稷黍");
  await writeFile(preview.item, text);
  await expect(status).toHaveAttribute("data-state", "none");
  // The page is loaded for the edits alone; that the index followed loads nothing.
  await page.waitForTimeout(1500);
  expect(loads).toBe(2);
});

test("styles are exchanged in the page as it is, and it stays where it was", async ({ page }) => {
  const style = join(preview.site, "themes/default/static/style.css");
  await mkdir(join(style, ".."), { recursive: true });
  await cp(join(import.meta.dirname, "../../themes/default/static/style.css"), style);
  await appendFile(preview.item, `\n\n${Array.from({ length: 80 }, (_, at) => `第${at}段，凑够长度。`).join("\n\n")}\n`);
  await openItem(page);
  await expect(page.getByText("第79段，凑够长度。")).toBeAttached();
  // What was written before the page was opened may still be told of.
  await page.waitForTimeout(1500);
  await page.getByText("第60段，凑够长度。").scrollIntoViewIfNeeded();
  const before = await page.evaluate(() => scrollY);
  expect(before).toBeGreaterThan(500);
  await page.evaluate(() => { /** @type {any} */ (window).sameDocument = true; });
  for (const color of ["rgb(1, 2, 3)", "rgb(4, 5, 6)"]) {
    await appendFile(style, `\nbody { outline: 1px solid ${color}; }\n`);
    await expect.poll(() => page.evaluate(() => getComputedStyle(document.body).outlineColor)).toBe(color);
  }
  expect(await page.evaluate(() => /** @type {any} */ (window).sameDocument)).toBe(true);
  expect(await page.evaluate(() => scrollY)).toBe(before);
});

test("a slip in a template leaves the page, and page and overlay say the same", async ({ page }) => {
  await openItem(page);
  const heading = (await page.locator("h1").first().textContent()) ?? "";
  const template = join(preview.site, "themes/default/templates/item.html");
  await mkdir(join(template, ".."), { recursive: true });
  const sound = await readFile(join(import.meta.dirname, "../../themes/default/templates/item.html"), "utf8");
  const slip = sound.replace("{% block content", "{% block content_of_nothing %}{{ no.such.thing }}{% endblock %}{% block content");
  expect(slip).not.toBe(sound);
  await writeFile(template, slip);
  await expect.poll(() => overlay(page)).toContain("网站没有更新");
  await page.reload();
  await expect(page.locator("h1").first()).toHaveText(heading);
  await expect.poll(() => overlay(page)).toContain("网站没有更新");
  await writeFile(template, sound);
  await expect.poll(() => overlay(page)).toBe("");
  await expect(page.locator("h1").first()).toHaveText(heading);
});

test("a preview that begins with broken settings says so and comes up when they are mended", async ({ page }) => {
  await preview.stop();
  const settings = join(preview.site, "site.toml");
  const sound = await readFile(settings, "utf8");
  await writeFile(settings, `${sound}\n[search\n`);
  preview = await serve(preview.site);
  await page.goto(preview.url);
  await expect(page.getByText("网站有错误，现在还不能显示")).toBeAttached();
  await expect.poll(() => overlay(page)).toContain("site.toml");
  await writeFile(settings, sound);
  await expect(page.locator("main h1, main h2").first()).toBeVisible();
  await expect.poll(() => overlay(page)).toBe("");
});
