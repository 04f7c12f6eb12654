#!/usr/bin/env bash
# The laws of the ledger (docs/ledger.md) over very many histories, and the front-matter editor over very many files.
set -euo pipefail
cd "$(dirname "$0")/../.."
PROPTEST_CASES=${LAWS_CASES:-100000} cargo test --profile ci --lib -- catalog::assign::laws catalog::ledger::merge
PROPTEST_CASES=${EDIT_CASES:-10000} cargo test --profile ci --lib -- site::front_edit
