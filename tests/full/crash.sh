#!/usr/bin/env bash
# Kills the program, and lets the disk fail it, at 20 calls of every scenario; then kills it 20 times at random moments. CRASH=full takes
# every kind of fault at every call, some 15,000, which is most of a day.
set -euo pipefail
cd "$(dirname "$0")/../.."
export CRASH=${CRASH:-20} CRASH_SEED=${CRASH_SEED:-$RANDOM}
cargo test --locked --profile ci --test crash -- --nocapture
