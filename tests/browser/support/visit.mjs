// A visit to the site that keeps account of everything that a page did besides being read.

import { test as base } from "@playwright/test";
import { url } from "./output.mjs";

/**
 * @typedef {object} Visit
 * @property {import("@playwright/test").Page} page
 * @property {(path: string) => Promise<void>} open opens a page of the site by its file's path
 * @property {string[]} complaints console messages, script errors, violations of the policy, failed requests
 * @property {string[]} requests addresses that were asked for
 * @property {string[]} foreign those that are not of the site
 */

/**
 * @typedef {import("@playwright/test").PlaywrightTestArgs & import("@playwright/test").PlaywrightTestOptions} TestArgs
 * @typedef {import("@playwright/test").PlaywrightWorkerArgs & import("@playwright/test").PlaywrightWorkerOptions} WorkerArgs
 * @type {import("@playwright/test").Fixtures<{ visit: Visit }, {}, TestArgs, WorkerArgs>}
 */
const fixtures = {
  visit: async ({ page }, use) => {
    /** @type {Visit} */
    const visit = { page, complaints: [], requests: [], foreign: [], open: async () => {} };
    await page.exposeFunction("muluViolation", (/** @type {string} */ text) => visit.complaints.push(text));
    await page.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) => {
        const place = `${event.sourceFile}:${event.lineNumber}`;
        /** @type {any} */ (window).muluViolation(`policy: ${event.violatedDirective} ${event.blockedURI} ${place}`);
      });
    });
    page.on("console", (message) => visit.complaints.push(`console: ${message.text()}`));
    page.on("pageerror", (error) => visit.complaints.push(`script: ${error.message}`));
    page.on("requestfailed", (request) => {
      // Going to another page breaks off what the first was still fetching.
      const why = request.failure()?.errorText ?? "";
      if (why !== "net::ERR_ABORTED") visit.complaints.push(`failed: ${request.url()} ${why}`);
    });
    page.on("response", (response) => {
      if (response.status() >= 400) visit.complaints.push(`${response.status()}: ${response.url()}`);
    });
    page.on("request", (request) => {
      visit.requests.push(request.url());
      if (!request.url().startsWith(url())) visit.foreign.push(request.url());
    });
    visit.open = async (path) => {
      await page.goto(url() + path, { waitUntil: "load" });
    };
    await use(visit);
    base.expect(visit.complaints, "what the browser complained of").toEqual([]);
    base.expect(visit.foreign, "requests that leave the site").toEqual([]);
  },
};

/** `test` with a fixture `visit`; at the end of every test that uses it, nothing may have been complained of. */
export const test = base.extend(fixtures);

export const expect = base.expect;
