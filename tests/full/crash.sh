#!/usr/bin/env bash
# Kills the program, and lets the disk fail it, at every call of every scenario; then kills it at random moments.
set -euo pipefail
cd "$(dirname "$0")/../.."
export CRASH=full CRASH_SEED=${CRASH_SEED:-$RANDOM}
cargo test --locked --profile ci --test crash -- --nocapture
