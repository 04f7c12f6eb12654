// Every link on every page leads to something, seen from the files: so they work on any host, and from a folder.

import { test, expect } from "@playwright/test";
import { posix } from "node:path";
import { pathToFileURL } from "node:url";
import { files, out, pages, read, url } from "./support/output.mjs";
import { BASE } from "./support/server.mjs";

/**
 * Addresses and ids of a page, by the browser's own parser.
 *
 * @typedef {{ links: { from: string, address: string }[], ids: string[] }} Outline
 */

/** @param {import("@playwright/test").Page} page @param {string} html @returns {Promise<Outline>} */
const outline = (page, html) =>
  page.evaluate((text) => {
    const tree = new DOMParser().parseFromString(text, "text/html");
    const links = [];
    for (const name of ["href", "src", "action", "poster", "data"]) {
      for (const node of tree.querySelectorAll(`[${name}]`)) {
        links.push({ from: node.tagName.toLowerCase(), address: node.getAttribute(name) ?? "" });
      }
    }
    for (const node of tree.querySelectorAll("[srcset]")) {
      for (const part of (node.getAttribute("srcset") ?? "").split(",")) {
        links.push({ from: "srcset", address: part.trim().split(/\s/)[0] });
      }
    }
    return { links, ids: [...tree.querySelectorAll("[id]")].map((node) => node.id) };
  }, html);

test("every relative link names a file that is there, and a place in it that is there", async ({ page }) => {
  const there = new Set(files());
  /** @type {Map<string, Outline>} */
  const outlines = new Map();
  for (const path of pages()) outlines.set(path, await outline(page, read(path)));

  const faults = [];
  for (const [path, { links }] of outlines) {
    for (const { from, address } of links) {
      if (/^(mailto|tel):/.test(address)) continue;
      if (/^https?:\/\//.test(address)) {
        const foreign = !address.startsWith(url());
        // A link may lead elsewhere, a source may not; the site's own full address is for machines only.
        if (foreign && !["a", "link"].includes(from)) faults.push(`${path}: <${from}> loads ${address}`);
        if (!foreign && from !== "link") faults.push(`${path}: <${from}> ${address} is not relative`);
        continue;
      }
      const [whole, fragment] = address.split("#", 2);
      // 404.html alone names the site's own path: a server shows it for addresses of any depth.
      const file = path === "404.html" && whole.startsWith(BASE) ? whole.slice(BASE.length) : whole;
      if (file.startsWith("/") || /^[a-z]+:/i.test(file)) {
        faults.push(`${path}: <${from}> ${address} is neither relative nor a web address`);
        continue;
      }
      const bare = decodeURIComponent(file.split("?")[0]);
      const target = bare === "" ? path : posix.normalize(posix.join(posix.dirname(path), bare));
      if (!there.has(target)) faults.push(`${path}: <${from}> ${address} leads to ${target}, which is not there`);
      else if (fragment && !outlines.get(target)?.ids.includes(decodeURIComponent(fragment))) {
        faults.push(`${path}: <${from}> ${address}: no such place`);
      }
    }
  }
  expect(faults.slice(0, 40), `${faults.length} faults`).toEqual([]);
});

test("every page can be reached from the home page", async ({ page }) => {
  const reached = new Set(["index.html"]);
  const queue = ["index.html"];
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    for (const { from, address } of (await outline(page, read(path))).links) {
      if (from !== "a" || /^[a-z]+:/i.test(address)) continue;
      const file = decodeURIComponent(address.split("#")[0]);
      const target = file === "" ? path : posix.normalize(posix.join(posix.dirname(path), file));
      if (target.endsWith(".html") && !reached.has(target)) {
        reached.add(target);
        queue.push(target);
      }
    }
  }
  expect(pages().filter((path) => !reached.has(path) && path !== "404.html")).toEqual([]);
});

test("every file of the output belongs to something", async ({ page }) => {
  // What no page links to must be there for machines: indexes, feeds, tables, the search shards.
  const linked = new Set();
  for (const path of pages()) {
    for (const { address } of (await outline(page, read(path))).links) {
      linked.add(posix.normalize(posix.join(posix.dirname(path), decodeURIComponent(address.split("#")[0]))));
    }
  }
  const attachments = files().filter((path) => /^item\/.*\/\d+-[0-9a-f]+\.[a-z0-9]+$/.test(path));
  expect(attachments.length, "the bundled site has attachments").toBeGreaterThan(0);
  expect(attachments.filter((path) => !linked.has(path))).toEqual([]);
});

test("the site reads from a folder", async ({ page }) => {
  const complaints = /** @type {string[]} */ ([]);
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("requestfailed", (request) => complaints.push(request.url()));
  const home = pathToFileURL(out() + "/").href;
  await page.goto(home + "index.html");
  await expect(page.locator("h1")).toBeVisible();
  expect(await page.evaluate(() => document.styleSheets.length)).toBeGreaterThan(0);
  await page.locator('main a[href*="item/"]').first().click();
  await expect(page).toHaveURL(/\/item\/.*\.html$/);
  await expect(page.locator("h1")).toBeVisible();
  expect(complaints).toEqual([]);
});
