#!/usr/bin/env bash
# Sets which release the selected stack runs, in this checkout's stack file only: nothing is committed.
# Usage: IMAGES='{"api": "…"}' MIGRATE=true|false set-release.sh
set -euo pipefail

# GitHub drops a job's output in which it finds the text of a secret; then there is nothing here, which must not be taken for "no images".
if [ -z "$IMAGES" ]; then
  echo '::error::The images got lost between two jobs: GitHub hands on no text that contains a secret. No secret of an environment may be part of an image.' >&2
  exit 1
fi

# The references are never secrets, whatever the CLI makes of an image that is called, say, tokenizer.
jq -r 'to_entries[] | "\(.key) \(.value)"' <<<"$IMAGES" | while read -r name reference; do
  pulumi config set --plaintext --path "infra:release.images.$name" "$reference"
done

# Going back: the older images' migrations must not gate them, and the next version gets no requests any more.
if [ "$MIGRATE" = false ]; then
  pulumi config set --path infra:release.migrate false
  pulumi config set --path infra:release.canary.percent 0
fi
