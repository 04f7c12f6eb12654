#!/usr/bin/env bash
# Builds the 6,822 items of the corpus and compares 400 searches in Chromium with a scan of the sources; then asks what could
# cost without bound. SEED=N repeats a run.
set -euo pipefail
cd "$(dirname "$0")/../.."
maker=../shared/corpus/make_site.py
if [ ! -f "$maker" ]; then
    echo "SKIPPED: the corpus of real documents is not beside the repository"
    exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 "$maker" "$work/site" --split
"${MULU:-target/ci/mulu}" build --quiet --root "$work/site" --out "$work/out"
cd tests/browser
node corpus-search.mjs "$work/site" "$work/out" 300 100 ${SEED:+"$SEED"}
