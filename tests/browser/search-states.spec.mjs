// What the search page says when all is well, when nothing is found, and when something is wrong: each state is
// looked at by axe, on a phone and on a desk, in the light and in the dark.

import { readdirSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { test as plain, expect } from "@playwright/test";
import { accessibilityFaults } from "./support/axe.mjs";
import { pageOf } from "./support/kinds.mjs";
import { files, url } from "./support/output.mjs";
import { BASE, serve } from "./support/server.mjs";
import { variant } from "./support/variant.mjs";

/** @typedef {import("@playwright/test").Page} Page */

// Things go wrong here on purpose, so nothing is held against the browser for complaining.
const test = plain;

/** @param {Page} page */
const status = (page) => page.locator("#search-status");
/** @param {Page} page */
const results = (page) => page.locator("#search-results > li.result");

/** @param {string} [query] */
const address = (query) => url() + pageOf("search") + (query ? `?q=${encodeURIComponent(query)}` : "");

/** Waits for a state, then lets axe look at it in every scheme and width. @param {Page} page @param {string} state */
async function isSound(page, state) {
  await expect(status(page)).toHaveAttribute("data-state", state);
  await page.emulateMedia({ reducedMotion: "reduce" });
  for (const width of [375, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
      await page.emulateMedia({ colorScheme });
      expect(await accessibilityFaults(page), `${state}, ${width} px, ${colorScheme}`).toEqual([]);
    }
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide, "nothing hangs over the edge").toBeLessThanOrEqual(width);
  }
}

/** Cuts a kind of file of the index in half. @param {Page} page @param {string} pattern */
const cut = (page, pattern) => page.route(pattern, async (route) => {
  const body = await (await route.fetch()).body();
  await route.fulfill({ body: body.subarray(0, body.length / 2) });
});

test("browsing: no words, all items", async ({ page }) => {
  await page.goto(address());
  await isSound(page, "found");
  await expect(results(page)).toHaveCount(10);
});

test("found: words, with their places marked", async ({ page }) => {
  await page.goto(address("信息公开"));
  await isSound(page, "found");
  await expect(status(page)).toContainText("信息公开");
  await expect(page).toHaveTitle(/^信息公开/);
  await expect(page.locator("#search-results mark").first()).toHaveText("信息公开");
});

test("near: labelled, with titles that are almost so", async ({ page }) => {
  await page.goto(address("政府信息公开指难"));
  await isSound(page, "near");
  await expect(status(page)).toContainText("没有包含");
  await expect(page.locator("#search-nearest a").first()).toContainText("指南");
  await page.locator("#search-nearest a").first().click();
  await expect(page.locator("h1")).toContainText("指南");
});

test("nothing: said, and where else to look", async ({ page }) => {
  await page.goto(address("qzxv"));
  await isSound(page, "none");
  await expect(status(page)).toContainText("qzxv");
  await expect(results(page)).toHaveCount(0);
  await expect(page.locator("#search-nearest")).toBeEmpty();
});

test("nothing, but the letters spell titles", async ({ page }) => {
  await page.goto(address("ndbg"));
  await isSound(page, "none");
  await expect(page.locator("#search-nearest a").first()).toContainText("年度报告");
});

test("nothing within the filters: they can be cleared", async ({ page }) => {
  await page.goto(`${address("信息公开")}&year=1901`);
  await isSound(page, "none");
  await expect(status(page)).toContainText("所选条件");
  await status(page).getByRole("button").click();
  await expect(status(page)).toHaveAttribute("data-state", "found");
});

test("a page beyond the last shows the last", async ({ page }) => {
  await page.goto(`${address("信息公开")}&page=9999`);
  await expect(results(page).first()).toBeVisible();
  await expect(page).not.toHaveURL(/9999/);
});

test("loading: said after a moment, and that the network is slow after a while", async ({ page }) => {
  await page.clock.install();
  /** @type {(() => void)[]} */
  const held = [];
  await page.route("**/search/root.bin", (route) => { held.push(() => void route.continue()); });
  await page.goto(address("信息公开"));
  await page.clock.runFor(300);
  await expect(status(page)).toContainText("正在检索");
  // On a busy machine this takes longer than a network may, and the text is another afterwards.
  await isSound(page, "loading");
  await page.clock.runFor(9000);
  await expect(status(page)).toContainText("网络较慢");
  for (const go of held) go();
  await page.clock.resume();
  await expect(status(page)).toHaveAttribute("data-state", "found");
});

test("offline: said, and the search goes on by itself afterwards", async ({ page, context }) => {
  await page.goto(address());
  await expect(results(page)).toHaveCount(10);
  await context.setOffline(true);
  await page.locator("#search-input").fill("防汛");
  await isSound(page, "error");
  await expect(status(page)).toHaveAttribute("data-error", "no_network");
  await expect(results(page)).toHaveCount(0);
  await context.setOffline(false);
  await expect(status(page)).toHaveAttribute("data-state", /found|near|none/);
});

test("no index: said by the file's name, and tried again", async ({ page }) => {
  let missing = true;
  await page.route("**/search/root.bin", (route) => missing ? route.fulfill({ status: 404, body: "" }) : route.continue());
  await page.goto(address());
  await isSound(page, "error");
  await expect(status(page)).toHaveAttribute("data-error", "missing");
  await expect(status(page)).toContainText("search/root.bin");
  await expect(status(page).getByRole("link")).toHaveAttribute("href", /catalog\/index\.html$/);
  missing = false;
  await page.locator(".search-retry").click();
  await expect(results(page)).toHaveCount(10);
});

test("no answer from the server: said as the network's fault, and tried again", async ({ page }) => {
  /** @type {"abort" | 503 | null} */
  let fault = "abort";
  await page.route("**/search/root.bin", (route) =>
    fault === "abort" ? route.abort("connectionrefused") : fault ? route.fulfill({ status: fault, body: "" }) : route.continue());
  await page.goto(address());
  await isSound(page, "error");
  await expect(status(page)).toHaveAttribute("data-error", "no_network");
  fault = 503;
  await page.locator(".search-retry").click();
  await expect(status(page)).toHaveAttribute("data-error", "no_network");
  fault = null;
  await page.locator(".search-retry").click();
  await expect(results(page)).toHaveCount(10);
});

test("quotes, a full stop and words of a question do not hide what is sought", async ({ page }) => {
  for (const query of ["“低保”", "低保。", "什么是低保"]) {
    await page.goto(address(query));
    await expect(status(page)).toHaveAttribute("data-state", "near");
    await expect(results(page)).toHaveCount(3);
    await expect(page.locator("#search-results mark").first()).toHaveText("低保");
  }
});

test("a damaged part of the index: said, and no results, which might be wrong", async ({ page }) => {
  await cut(page, "**/search/terms/*.bin");
  await page.goto(address());
  await expect(results(page)).toHaveCount(10);
  await page.locator("#search-input").fill("信息公开");
  await isSound(page, "error");
  await expect(status(page)).toHaveAttribute("data-error", "damaged");
  await expect(status(page)).toContainText("search/terms/");
  await expect(results(page)).toHaveCount(0);
});

test("a damaged part that was only kept so is fetched anew", async ({ page }) => {
  let damages = 1;
  await page.route("**/search/terms/*.bin", async (route) => {
    const body = await (await route.fetch()).body();
    await route.fulfill({ body: damages-- > 0 ? body.subarray(0, body.length / 2) : body });
  });
  await page.goto(address("信息公开"));
  await expect(status(page)).toHaveAttribute("data-state", "found");
});

test("no texts: the results stand, without what surrounds the words", async ({ page }) => {
  await page.route("**/search/texts/*.bin", (route) => route.fulfill({ status: 404, body: "" }));
  await page.goto(address("信息公开"));
  await expect(results(page)).toHaveCount(10);
  await expect(page.locator("#search-results")).not.toHaveAttribute("aria-busy");
  await isSound(page, "found");
});

test("an index of another version: the page asks to be loaded again", async ({ page }) => {
  await page.route("**/search/root.bin", async (route) => {
    const body = await (await route.fetch()).body();
    body[3] = 250;
    await route.fulfill({ body });
  });
  await page.goto(address());
  await isSound(page, "error");
  await expect(status(page)).toHaveAttribute("data-error", "mismatch");
  await page.unroute("**/search/root.bin");
  await status(page).getByRole("button").click();
  await expect(results(page)).toHaveCount(10);
});

test("the site is replaced while the page is open: the new index is loaded, and answers", async ({ page }) => {
  const made = await variant();
  const server = await serve(made.out);
  try {
    await page.goto(`${server.origin}${BASE}search.html`);
    await expect(results(page)).toHaveCount(10);
    const before = readdirSync(join(made.out, "search/terms"));
    // What an item says more changes the files of its words, and with them their names.
    const content = join(made.site, "content");
    for (const name of readdirSync(content, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".md"))) {
      const file = join(content, name);
      // An edited item waits for a new review, unless its record names no content.
      const text = (await readFile(file, "utf8")).replace(/^ +内容摘要值: .*\n/m, "");
      await writeFile(file, `${text}\n\n信息公开信息公开，青禾镇另行补记。\n`);
    }
    made.build();
    const after = readdirSync(join(made.out, "search/terms"));
    expect(before.every((name) => after.includes(name)), "no file of the old index is gone").toBe(false);
    /** @type {string[]} */
    const said = [];
    await page.exposeFunction("said", (/** @type {string} */ text) => { said.push(text); });
    await page.evaluate(() => {
      const status = document.getElementById("search-status");
      new MutationObserver(() => /** @type {any} */ (window).said(status?.textContent))
        .observe(/** @type {Node} */ (status), { childList: true, subtree: true, characterData: true });
    });
    await page.locator("#search-input").fill("信息公开信息");
    await expect(status(page)).toContainText("信息公开信息");
    await expect(status(page)).toHaveAttribute("data-state", "found");
    await expect(results(page)).toHaveCount(10);
    expect(said.join("\n")).toContain("网站刚刚更新");
  } finally {
    await server.close();
    await made.close();
  }
});

test("an older answer never covers a newer one", async ({ page }) => {
  await page.goto(address());
  await expect(results(page)).toHaveCount(10);
  let first = true;
  await page.route("**/search/terms/*.bin", async (route) => {
    const slow = first;
    first = false;
    if (slow) await new Promise((resolve) => setTimeout(resolve, 1500));
    await route.continue();
  });
  await page.locator("#search-input").fill("防汛");
  await page.waitForTimeout(400);
  await page.locator("#search-input").fill("qz");
  await expect(status(page)).toContainText("qz");
  await page.waitForTimeout(2000);
  await expect(status(page)).toContainText("qz");
  await expect(page).toHaveURL(/q=qz/);
});

test("a browser without DecompressionStream answers all the same", async ({ page }) => {
  await page.addInitScript(() => { delete (/** @type {any} */ (window)).DecompressionStream; });
  await page.goto(address("信息公开"));
  await expect(status(page)).toHaveAttribute("data-state", "found");
  await expect(page.locator("#search-results mark").first()).toHaveText("信息公开");
});

test("a browser in which the script does not run is told so", async ({ page }) => {
  await page.route("**/search/search-page.js", (route) => route.fulfill({ contentType: "text/javascript", body: "let = ?? ;" }));
  await page.goto(address());
  await expect(page.locator("#search-old")).toBeVisible();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.unroute("**/search/search-page.js");
  await page.goto(address());
  await expect(results(page)).toHaveCount(10);
  await expect(page.locator("#search-old")).toBeHidden();
});

test.describe("opened from a disk", () => {
  /** @type {Awaited<ReturnType<typeof variant>>} */
  let made;
  test.beforeAll(async () => { made = await variant((toml) => `${toml}\n[search]\noffline = true\n`); });
  test.afterAll(() => made.close());

  test("a copy for that searches, suggests and marks", async ({ page }) => {
    const search = pathToFileURL(join(made.out, "search.html")).href;
    await page.goto(`${search}?q=${encodeURIComponent("信息公開")}`);
    await isSound(page, "found");
    await expect(page.locator("#search-results mark").first()).toHaveText("信息公开");
    await page.locator("#search-results a").first().click();
    await expect(page.locator("main mark").first()).toHaveText("信息公开");
    expect(page.url()).toMatch(/^file:/);
    await page.goto(search);
    await page.locator("#search-input").pressSequentially("ndbg");
    await expect(page.getByRole("listbox").getByRole("option").first()).toContainText("年度报告");
  });

  test("two searches opened at once both answer", async ({ page }) => {
    await page.goto(pathToFileURL(join(made.out, "search.html")).href);
    const totals = await page.evaluate(async () => {
      const { MuluSearch } = /** @type {any} */ (window);
      const base = new URL("./search/", location.href);
      const catalogs = await Promise.all([MuluSearch.open(base), MuluSearch.open(base)]);
      const answers = await Promise.all(catalogs.map((catalog) => catalog.search("信息公开")));
      return answers.map(({ total }) => total);
    });
    expect(totals[0]).toBeGreaterThan(0);
    expect(totals[1]).toBe(totals[0]);
  });

  test("a script of the index that is broken is told as damage", async ({ page }) => {
    const path = join(made.out, "search/root.js"), sound = await readFile(path);
    for (const broken of [sound.subarray(0, sound.length / 2), `${String(sound).slice(0, -9)}?");`]) {
      await writeFile(path, broken);
      await page.goto(pathToFileURL(join(made.out, "search.html")).href);
      await expect(status(page)).toHaveAttribute("data-error", "damaged");
    }
    await writeFile(path, sound);
  });

  test("the copy of the web says that search needs the web", async ({ page }) => {
    const { out } = await import("./support/output.mjs");
    await page.goto(pathToFileURL(join(out(), "search.html")).href);
    await isSound(page, "error");
    await expect(status(page)).toHaveAttribute("data-error", "offline");
    await expect(status(page).getByRole("link")).toHaveAttribute("href", /^file:.*catalog\/index\.html$/);
    expect(files().filter((path) => /^search\/terms\/.*\.js$/.test(path))).toEqual([]);
  });
});
