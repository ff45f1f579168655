#!/usr/bin/env bash
# Shows those who approve a deployment what it changes, and hands the fingerprint of that on.
# Usage: STACK=… IMAGES=… MIGRATE=… SMOKE_TESTS='[…]' HEALTH='[…]' GITHUB_OUTPUT=… GITHUB_STEP_SUMMARY=… preview-release.sh
set -euo pipefail
here=$(dirname "$0")

"$here/set-release.sh"
pulumi preview --refresh --diff --color never --non-interactive
changes=$("$here/list-changes.sh")

echo "changes=$(sha256sum <<<"$changes" | cut -d' ' -f1)" >>"$GITHUB_OUTPUT"
{
  echo "### Deployment of $STACK"
  echo
  jq -r 'if . == {} then "The images are those of the stack file." else to_entries[] | "- `\(.key)`: `\(.value)`" end' <<<"$IMAGES"
  echo
  echo "Migrations run: $MIGRATE. The log of this job has every changed value."
  echo
  jq -r 'if . == [] then "No job verifies it in the cluster." else map("`\(.)`") | "Verified in the cluster by \(join(", "))." end' \
    <<<"$SMOKE_TESTS"
  jq -r '.[] | "Asked from outside: \(.address)\(.path // "/")"' <<<"$HEALTH"
  echo
  echo '```text'
  # A summary takes 1 MiB.
  head -c 500000 <<<"${changes:-No changes.}"
  echo '```'
} >>"$GITHUB_STEP_SUMMARY"
