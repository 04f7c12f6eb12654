#!/usr/bin/env bash
# The laws of the ledger (docs/ledger.md) over very many histories, and the front-matter editor over very many files: as many
# as LAWS_SECONDS give (600 by default), always other ones.
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${LAWS_SECONDS:-600}
run() { cargo test --locked --quiet --profile ci --lib "$@"; }
run --no-run
log=$(mktemp)
trap 'rm -f "$log"' EXIT
begun=$SECONDS
turns=0
while [ $((SECONDS - begun)) -lt "$seconds" ]; do
    # What fails is shown, small, with the seed that gives it again.
    PROPTEST_CASES=500 run -- catalog::assign::laws catalog::ledger::merge site::front_edit >"$log" 2>&1 || {
        cat "$log"
        exit 1
    }
    turns=$((turns + 1))
done
echo "$((turns * 500)) histories, merges and edits each, in $((SECONDS - begun)) s"
