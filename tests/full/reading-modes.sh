#!/usr/bin/env bash
# Every kind of page in every reading mode at every width (320, 375, 768, 1280 px), with axe: tests/run looks at one width.
set -euo pipefail
cd "$(dirname "$0")/../browser"
export MULU=${MULU:-../../target/ci/mulu} MULU_ALL_WIDTHS=1
export MULU_CHROMIUM=${MULU_CHROMIUM:-$(command -v chromium)}
npx playwright test reading -g "is accessible and fits" --timeout 180000
