#!/usr/bin/env bash
# Lighthouse on home, table, item and search page of the bundled site: at least 98 in performance, accessibility, best practices
# and search engine optimisation. Lighthouse comes from the npm registry; it is not among the packages of tests/browser because
# it is larger than all of them together.
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
program=${MULU:-target/ci/mulu}
CHROME_PATH=${MULU_CHROMIUM:-$(command -v chromium)}
export CHROME_PATH
mkdir "$work/site"
cp -r content site.toml ledger.csv "$work/site"
"$program" build --quiet --root "$work/site" --out "$work/out" --today 2026-11-23
(cd "$work" && npm init -y >/dev/null && PUPPETEER_SKIP_DOWNLOAD=1 npm install --no-audit --no-fund --loglevel=error lighthouse@12.8.2)
cp tests/browser/lighthouse.mjs "$work/"
node "$work/lighthouse.mjs" "$work/out" "$PWD/tests/browser/support/server.mjs"
