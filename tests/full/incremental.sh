#!/usr/bin/env bash
# Very many histories of a site: after every change a build writes what a build from nothing writes.
set -euo pipefail
cd "$(dirname "$0")/../.."
# All of them, or it fails.
export SEQUENCES=${SEQUENCES:-500} STEPS=${STEPS:-5} SEED=${SEED:-$RANDOM} MINUTES=${MINUTES:-30}
cargo test --locked --profile ci --test all incremental::after -- --nocapture
