#!/usr/bin/env bash
# Deploys a release to the selected stack, asks it whether it is well, and otherwise goes back to the images that ran before. Fails
# unless the release runs and is well: that a return succeeded is no success. Each update refreshes first: what was changed by hand, or left half
# done, would else be taken for what the state says.
# Usage: STACK=… IMAGES='{…}' MIGRATE=true|false APPROVED=fingerprint HEALTH='[…]' deploy.sh
set -euo pipefail
here=$(dirname "$0")

fail() {
  echo "::error::$1"
  exit 1
}

deploy() {
  "$here/take-up-pending.sh" &&
    pulumi up --refresh --yes --skip-preview --diff --color never --non-interactive &&
    "$here/check-rollout.sh" &&
    "$here/smoke-test.sh"
}

# GitHub drops a job's output in which it finds the text of a secret; nobody would notice that nothing is asked.
[ -n "$HEALTH" ] || fail "The addresses of $STACK got lost between two jobs: a secret is part of them. Nothing was deployed."

# What to go back to is known before anything is touched.
good=$("$here/running-images.sh") || fail "The outputs of $STACK cannot be read. Nothing was deployed."

"$here/set-release.sh"
changes=$("$here/list-changes.sh") || fail "The preview of $STACK fails. Nothing was deployed."
if [ "$(sha256sum <<<"$changes" | cut -d' ' -f1)" != "$APPROVED" ]; then
  echo "$changes"
  fail "What would change in $STACK is not what was approved: the stack, or what it runs on, has changed since. Nothing was deployed; run the workflow again."
fi

if deploy; then
  exit 0
fi

[ "$good" != '{}' ] || fail "The first deployment of $STACK failed. There is nothing to go back to."
echo "::warning::The deployment of $STACK failed. Going back to $good, without migrations."
if IMAGES=$good MIGRATE=false "$here/set-release.sh" && deploy; then
  fail "The deployment of $STACK failed. It runs the images that it ran before: $good"
fi
fail "The deployment of $STACK failed, and so did the return to $good. Somebody has to look at it now: docs/pipelines.md."
