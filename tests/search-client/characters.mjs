// Whether the page's script and the scans of the tests make alike what the program makes alike, character by character.
// usage: node characters.mjs LINES, each `written<tab>normal`, between 天 and 地
import { readFile } from "node:fs/promises";
import { normal } from "../browser/support/normaliser.mjs";

const wrong = [];
const lines = (await readFile(process.argv[2], "utf-8")).split("\x1e");
for (const line of lines) {
  const [written, expected] = line.split("\x1f");
  if (normal(written) !== expected) {
    const code = (text) => Array.from(text, (char) => char.codePointAt(0).toString(16)).join(" ");
    wrong.push(`${code(written)}: ${code(normal(written))}, not ${code(expected)}`);
  }
}
if (wrong.length > 0) throw new Error(`${wrong.length} of ${lines.length}: ${wrong.slice(0, 20).join("; ")}`);
