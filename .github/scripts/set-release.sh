#!/usr/bin/env bash
# Sets which release the selected stack runs, in this checkout's stack file only: nothing is committed.
# Usage: IMAGES='{"api": "…"}' MIGRATE=true|false set-release.sh
set -euo pipefail

jq -r 'to_entries[] | "\(.key) \(.value)"' <<<"$IMAGES" | while read -r name reference; do
  pulumi config set --path "infra:release.images.$name" "$reference"
done

# Going back: the older images' migrations must not gate them, and the next version gets no requests any more.
if [ "$MIGRATE" = false ]; then
  pulumi config set --path infra:release.migrate false
  pulumi config set --path infra:release.canary.percent 0
fi
