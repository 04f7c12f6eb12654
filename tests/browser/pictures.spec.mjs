// What pages look like, compared with pictures that somebody has looked at: tests/browser/pictures.
//
// MULU_RENEW_PICTURES=1 takes them anew; look at each before it is committed (CONTRIBUTING.md). Another Chromium or other fonts
// than the pictures were taken with would tell of themselves, not of our pages: then nothing is compared, and that is said.

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, test } from "@playwright/test";
import { difference } from "./support/alike.mjs";
import { read } from "./support/output.mjs";
import { BASE, serve } from "./support/server.mjs";
import { TODAY, mulu } from "./support/setup.mjs";
import { kinds, pageOf } from "./support/kinds.mjs";
import { variant } from "./support/variant.mjs";

const FOLDER = fileURLToPath(new URL("pictures", import.meta.url));
const MADE_WITH = join(FOLDER, "made-with.json");
const RENEW = Boolean(process.env.MULU_RENEW_PICTURES);
const COMMAND = "MULU_RENEW_PICTURES=1 npx playwright test pictures --workers 1";

/** What decides how characters are drawn. @param {import("@playwright/test").Browser} browser */
function drawnWith(browser) {
  const font = (/** @type {string} */ name) => {
    try {
      return execFileSync("fc-match", ["-f", "%{family[0]} %{fontversion}", `${name}:lang=zh-cn`], { encoding: "utf8" });
    } catch {
      return "unknown";
    }
  };
  return { chromium: browser.version().split(".")[0], sans: font("sans-serif"), serif: font("serif") };
}

/** An item whose page holds all of these. @param {string[]} parts */
function itemWith(...parts) {
  const found = (kinds().get("item") ?? []).find((path) => parts.every((part) => read(path).includes(part)));
  if (!found) throw new Error(`no item of the bundled site has ${parts.join(" and ")}`);
  return found;
}

const MODES = /** @type {const} */ (["light", "dark", "contrast", "senior"]);
/** Name, page, and modes to look at. @type {[string, () => string, readonly string[]][]} */
const PAGES = [
  ["home", () => "index.html", MODES],
  ["table", () => "catalog/index.html", ["light", "senior"]],
  ["item", () => itemWith("notice-lapsed\" role=\"note\"><p>"), MODES],
  ["files", () => itemWith('class="attachments"', 'class="corrections"'), ["light"]],
  ["search", () => `search.html?q=${encodeURIComponent("宅基地")}`, ["light", "dark"]],
  ["tombstone", () => pageOf("tombstone"), ["light"]],
];
/** Width and height of the window: a phone of the smallest kind, and a desk. */
const WINDOWS = [[320, 1400], [1280, 1000]];

/** @type {Awaited<ReturnType<typeof variant>>} */
let made;
/** @type {Awaited<ReturnType<typeof serve>>} */
let server;

// One after the other, on one site; each is compared, whatever became of the one before.
test.describe.configure({ mode: "default" });

test.beforeAll(async ({ browser }) => {
  const now = drawnWith(browser);
  if (RENEW) writeFileSync(MADE_WITH, `${JSON.stringify(now, null, 2)}\n`);
  const then = existsSync(MADE_WITH) ? JSON.parse(readFileSync(MADE_WITH, "utf8")) : {};
  if (JSON.stringify(now) !== JSON.stringify(then)) {
    const words = `the pictures of pages are not compared: they were taken with ${JSON.stringify(then)}, here is ${JSON.stringify(now)}. To take them anew: ${COMMAND}`;
    console.log(`SKIPPED: ${words}`);
    test.skip(true, words);
  }
  // Codes and citations show the address, so it must always be the same.
  made = await variant((toml) => toml.replace(/^base_url *=.*$/m, 'base_url = "https://www.example.gov.cn/qinghe/zfxxgk/"'));
  server = await serve(made.out);
});

test.afterAll(async () => {
  await server?.close();
  await made?.close();
});

/**
 * Takes a picture, and compares it with the one that is kept, or keeps it.
 *
 * @param {import("@playwright/test").Page} page
 * @param {string} name
 * @param {import("@playwright/test").TestInfo} info
 */
async function compare(page, name, info) {
  const taken = await page.screenshot({ animations: "disabled", caret: "hide", type: "jpeg", quality: 60 });
  const file = join(FOLDER, `${name}.jpg`);
  if (RENEW) {
    writeFileSync(file, taken);
    return;
  }
  expect(existsSync(file), `there is no picture ${name}.jpg; to take it: ${COMMAND}`).toBe(true);
  const blank = await page.context().newPage();
  const words = await difference(blank, readFileSync(file), taken);
  await blank.close();
  if (!words) return;
  const kept = info.outputPath(`${name}-taken.jpg`);
  writeFileSync(kept, taken);
  expect(words, `${file} and ${kept}; if it shall look so: ${COMMAND}`).toBe("");
}

for (const [name, path, modes] of PAGES) {
  for (const mode of modes) {
    for (const [width, height] of WINDOWS) {
      test(`${name}, ${mode}, ${width} px`, async ({ page }, info) => {
        await page.clock.setFixedTime(new Date(`${TODAY}T10:00:00+08:00`));
        await page.addInitScript((chosen) => {
          localStorage.setItem("mulu-reading", JSON.stringify(chosen === "senior" ? { senior: true } : { look: chosen }));
        }, mode);
        await page.emulateMedia({ reducedMotion: "reduce", colorScheme: "light" });
        await page.setViewportSize({ width, height });
        await page.goto(server.origin + BASE + path());
        if (name === "search") {
          await expect(page.locator("#search-results > li").first()).toBeVisible();
          await expect(page.locator("#search-results[aria-busy=true]")).toHaveCount(0);
        }
        if (name === "files") await page.locator(".attachments").evaluate((place) => place.scrollIntoView({ behavior: "instant" }));
        await compare(page, `${name}-${mode}-${width}`, info);
      });
    }
  }
}

test("item, on paper", async ({ page }, info) => {
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width: 643, height: 970 });
  await page.goto(server.origin + BASE + itemWith('class="attachments"', 'class="corrections"'));
  await compare(page, "item-paper", info);
});

test("a sheet of the bulletin board", async ({ page }, info) => {
  mulu("board", "--quiet", "--root", made.site, "--month", "2026-10", "--today", TODAY);
  const sheet = readdirSync(join(made.site, "board")).find((name) => name.endsWith("-board.html"));
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width: 794, height: 1123 });
  await page.goto(pathToFileURL(join(made.site, "board", sheet ?? "")).href);
  await compare(page, "board", info);
});
