#!/usr/bin/env bash
# Runs every fuzz target for FUZZ_SECONDS (20 by default; 300 before a release).
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${FUZZ_SECONDS:-20}
failed=0
for file in fuzz/fuzz_targets/*.rs; do
    target=$(basename "$file" .rs)
    log=fuzz/target/$target.log
    mkdir -p fuzz/target
    if fuzz/run "$target" -max_total_time="$seconds" >"$log" 2>&1; then
        printf '%-16s %s\n' "$target" "$(grep -a '^Done' "$log" || tail -n 1 "$log")"
    else
        failed=$((failed + 1))
        printf '%-16s FAILED\n' "$target"
        tail -n 40 "$log"
    fi
done
[ "$failed" -eq 0 ]
