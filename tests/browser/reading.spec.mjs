// What readers can set for themselves: look, size, reading aloud; and what a page may weigh.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { accessibilityFaults } from "./support/axe.mjs";
import { expect, test } from "./support/visit.mjs";
import { pageOf, samples } from "./support/kinds.mjs";
import { out, read } from "./support/output.mjs";

const MODES = /** @type {const} */ (["light", "dark", "contrast", "senior"]);
/** Every mode at one width; every mode at every width in the long run. */
const WIDTHS = process.env.MULU_ALL_WIDTHS ? [320, 375, 768, 1280] : [320];

/** Before the page's own scripts: as if the reader had chosen. @param {import("@playwright/test").Page} page @param {string} mode */
const choose = (page, mode) => page.addInitScript((/** @type {string} */ mode) => {
  localStorage.setItem("mulu-reading", JSON.stringify(mode === "senior" ? { senior: true } : { look: mode }));
}, mode);

for (const mode of MODES) {
  for (const { kind, path } of samples().filter((sample, at, all) => all.findIndex((one) => one.kind === sample.kind) === at)) {
    test(`${mode}: ${kind} is accessible and fits`, async ({ visit }) => {
      const { page } = visit;
      await choose(page, mode);
      await page.emulateMedia({ reducedMotion: "reduce" });
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 800 });
        await visit.open(path);
        await expect(page.locator("#search-results[aria-busy=true]")).toHaveCount(0);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(wide, `${width} px`).toBeLessThanOrEqual(width);
        expect(await accessibilityFaults(page), `${width} px`).toEqual([]);
      }
    });
  }
}

test("senior mode: no words below 18 pt, targets large, kept for the next page", async ({ visit }) => {
  const { page } = visit;
  await visit.open("index.html");
  await page.locator("#aid-senior").click();
  for (const path of ["index.html", pageOf("item"), pageOf("listing catalog"), pageOf("search")]) {
    await visit.open(path);
    await expect(page.locator("html")).toHaveAttribute("data-senior", "");
    const small = await page.evaluate(() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const found = [];
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const place = node.parentElement;
        if (!place || !node.textContent?.trim() || !place.checkVisibility() || place.closest("script, noscript, .hidden, option")) continue;
        const size = parseFloat(getComputedStyle(place).fontSize);
        // 18 pt are 24 px.
        if (size < 24) found.push(`${size} px: ${node.textContent.trim().slice(0, 30)}`);
      }
      return found;
    });
    expect(small, path).toEqual([]);
    for (const target of await page.locator(".bar a:visible, .seek button:visible, .fixed-entry:visible, .pager a:visible").all()) {
      expect((await target.boundingBox())?.height, await target.textContent() ?? "").toBeGreaterThanOrEqual(60);
    }
  }
  await page.locator("#aid-senior").click();
  await visit.open("index.html");
  await expect(page.locator("html")).not.toHaveAttribute("data-senior", "");
});

test("the look is switched, kept in this browser, and no cookie is set", async ({ visit }) => {
  const { page } = visit;
  await page.emulateMedia({ colorScheme: "dark" });
  await visit.open("index.html");
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--paper").trim());
  const dark = await paper();
  await page.locator("#aid-look").selectOption("light");
  expect(await paper()).toBe("#ffffff");
  await page.locator("#aid-look").selectOption("contrast");
  await visit.open(pageOf("item"));
  expect(await paper()).toBe("#000000");
  await expect(page.locator("#aid-look")).toHaveValue("contrast");
  await page.locator("#aid-look").selectOption("");
  expect(await paper()).toBe(dark);
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
  expect(await page.context().cookies()).toEqual([]);
});

test("a text is read aloud piece by piece, or it is said that there is no voice", async ({ visit }) => {
  const { page } = visit;
  // A browser without a screen has no voices: what it would be told to say is kept instead.
  await page.addInitScript(() => {
    const said = /** @type {string[]} */ ([]);
    Object.assign(window, { said, voices: [{ lang: "zh-CN" }] });
    const voice = {
      paused: false,
      getVoices: () => /** @type {any} */ (window).voices,
      speak: (/** @type {any} */ utterance) => { said.push(utterance.text); setTimeout(() => utterance.onend(), 5); },
      cancel() {}, pause() { this.paused = true; }, resume() { this.paused = false; },
    };
    Object.defineProperty(window, "speechSynthesis", { value: voice });
    Object.defineProperty(window, "SpeechSynthesisUtterance", { value: class { constructor(/** @type {string} */ text) { this.text = text; } } });
  });
  const path = samples().filter(({ kind }) => kind === "item").at(-1)?.path ?? "";
  await visit.open(path);
  await page.locator("#aid-aloud").click();
  await expect(page.locator(".aloud [role=status]")).toHaveText("正在朗读");
  await expect(page.locator(".aloud")).toHaveCount(0, { timeout: 30_000 });
  const said = await page.evaluate(() => /** @type {any} */ (window).said.join(""));
  const text = await page.locator(".prose").first().innerText();
  const bare = (/** @type {string} */ words) => words.replace(/[\s，]/g, "");
  const title = await page.locator("h1").innerText();
  expect(bare(said).startsWith(bare(title))).toBe(true);
  for (const line of text.split("\n").filter((line) => line.trim().length > 10).slice(0, 40)) {
    expect(bare(said), line).toContain(bare(line.split("\t")[0]));
  }
  expect(said).not.toContain("索引号");
  await page.evaluate(() => { /** @type {any} */ (window).voices = []; });
  await page.locator("#aid-aloud").click();
  await expect(page.locator(".aloud [role=status]")).toContainText("没有可用的中文语音");
  await page.keyboard.press("Escape");
  await expect(page.locator(".aloud")).toHaveCount(0);
});

test("a list is sorted and narrowed on the page", async ({ visit }) => {
  const { page } = visit;
  await visit.open("catalog/index.html");
  const dates = () => page.locator("tbody tr:visible .c-published").allInnerTexts();
  const before = await dates();
  await page.locator("#table-order").selectOption("c-published up");
  expect(await dates()).toEqual([...before].sort());
  await page.locator("#table-order").selectOption("title up");
  const titles = await page.locator("tbody .c-title a").allInnerTexts();
  expect(titles).toEqual([...titles].sort(new Intl.Collator("zh-CN", { numeric: true }).compare));
  await page.locator("#table-order").selectOption("");
  expect(await dates()).toEqual(before);
  const word = (await page.locator("tbody .c-title a").first().innerText()).slice(2, 6);
  await page.locator("#table-words").fill(word);
  await expect(page.locator("#table-tally")).toContainText(/本页有 \d+ 条/);
  for (const row of await page.locator("tbody tr:visible").allInnerTexts()) expect(row).toContain(word);
  await page.locator("#table-words").fill("没有这样的词");
  await expect(page.locator("#table-tally")).toHaveText("本页没有符合的信息");
});

test("an article of a document can be linked to", async ({ visit }) => {
  const { page } = visit;
  const path = samples().length ? (await import("./support/output.mjs")).pages().find((one) => read(one).includes('href="#article-10"')) : undefined;
  if (!path) throw new Error("no document of the bundled site has ten articles");
  await visit.open(path);
  await page.locator(".contents summary").click();
  await page.locator('.contents a[href="#article-10"]').click();
  await expect(page).toHaveURL(/#article-10$/);
  await expect(page.locator("#article-10")).toBeInViewport();
  await expect(page.locator("#article-10")).toContainText("第十条");
});

test("the address and the citation are copied", async ({ visit, context }) => {
  const { page } = visit;
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await visit.open(pageOf("item"));
  await page.locator(".cite summary").click();
  await page.locator("#aid-cite").click();
  await expect(page.locator("#aid-cite")).toHaveText("已复制");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("索引号");
});

test("nothing that is seen moves while a page is loaded", async ({ visit }) => {
  const { page } = visit;
  await page.addInitScript(() => {
    /** @type {any} */ (window).shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) /** @type {any} */ (window).shift += /** @type {any} */ (entry).value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  for (const width of [375, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    for (const path of ["index.html", pageOf("item"), pageOf("listing catalog"), "search.html"]) {
      await visit.open(path);
      await expect(page.locator("#search-results[aria-busy=true]")).toHaveCount(0);
      await page.waitForLoadState("networkidle");
      // Up to 0.1 is what browsers' makers call good.
      expect(await page.evaluate(() => /** @type {any} */ (window).shift), `${path}, ${width} px`).toBeLessThan(0.02);
    }
  }
});

const packed = (/** @type {string | Buffer} */ bytes) => gzipSync(bytes, { level: 9 }).length;

test("styles and scripts stay small", () => {
  const folder = join(out(), "static");
  const sum = (/** @type {string} */ ending) => readdirSync(folder).filter((name) => name.endsWith(ending))
    .reduce((all, name) => all + packed(readFileSync(join(folder, name))), 0);
  expect(sum(".css"), "CSS").toBeLessThanOrEqual(20_000);
  expect(sum(".js"), "JavaScript besides the search's").toBeLessThanOrEqual(6_000);
});

test("home, list and search page weigh at most 60 KB gzip'd, an item 40 KB besides its text", async ({ visit }) => {
  const { page } = visit;
  const bodies = /** @type {Promise<number>[]} */ ([]);
  page.on("response", (response) => bodies.push(response.body().then(packed, () => 0)));
  const limits = /** @type {[string, number][]} */ ([
    ["index.html", 60_000],
    [samples().filter(({ kind }) => kind === "listing catalog").at(-1)?.path ?? "", 60_000],
    ["search.html", 60_000],
    [samples().filter(({ kind }) => kind === "item").at(-1)?.path ?? "", 40_000],
  ]);
  for (const [path, limit] of limits) {
    bodies.length = 0;
    await visit.open(path);
    await page.waitForLoadState("networkidle");
    let sum = (await Promise.all(bodies)).reduce((all, one) => all + one, 0);
    if (path.startsWith("item/")) sum -= packed(/<div class="prose[\s\S]*?<\/div>/.exec(read(path))?.[0] ?? "");
    console.log(`${path}: ${sum} bytes`);
    expect(sum, path).toBeLessThanOrEqual(limit);
  }
});
