// What axe finds wrong with a page as it stands.

import axe from "axe-core";

/** The standards that DESIGN.md names: WCAG 2.2, levels A and AA, and what axe holds to be good practice. */
const STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Each fault with its first places; none is as it should be. @param {import("@playwright/test").Page} page */
export async function accessibilityFaults(page) {
  await page.evaluate(axe.source);
  const result = await page.evaluate(
    (tags) => /** @type {any} */ (window).axe.run({ runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] }),
    STANDARDS,
  );
  return result.violations.map(
    (/** @type {import("axe-core").Result} */ rule) =>
      `${rule.id}: ${rule.help}\n${rule.nodes.slice(0, 3).map((node) => `  ${node.target}: ${node.failureSummary}`).join("\n")}`,
  );
}
