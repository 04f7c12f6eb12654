// HTML that a validator has nothing against, on every kind of page.

import { expect, test } from "@playwright/test";
import { samples } from "./support/kinds.mjs";
import { read } from "./support/output.mjs";

// Named by a variable, so that types are checked without it, too.
const name = "html-validate";
const { HtmlValidate } = /** @type {any} */ (await import(name));

// The rules of the HTML standard; matters of taste are left to us.
const validator = new HtmlValidate({
  root: true,
  extends: ["html-validate:standard"],
});

for (const { kind, path } of samples()) {
  test(`${kind}: ${path} is valid HTML`, async () => {
    const report = await validator.validateString(read(path));
    const faults = report.results.flatMap((/** @type {any} */ result) => result.messages.map((/** @type {any} */ fault) => `${fault.line}:${fault.column} ${fault.ruleId}: ${fault.message}`));
    expect(faults).toEqual([]);
  });
}
