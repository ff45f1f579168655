#!/usr/bin/env bash
# Expects that the selected stack is what was deployed to it last: the commit of its last update, with the images that it runs. Fails where
# it is not, and writes what differs to REPORT: the operation and the resource, no values. REPORT is empty where nothing differs.
# Usage: STACK=… drift.sh REPORT
set -euo pipefail
here=$(dirname "$0")

report=$1
preview=$(mktemp)
trap 'rm -f "$preview"' EXIT

# Main may be ahead of what is deployed, prod nearly always. The scripts stay as they are here.
commit=$(pulumi stack history --json --page-size 1 | jq -r '.[0].environment["git.head"] // empty')
if [ -n "$commit" ]; then
  git checkout --quiet --no-overlay "$commit" -- . ':!.github'
fi
images=$("$here/running-images.sh")
IMAGES=$images MIGRATE=true "$here/set-release.sh"

code=0
pulumi preview --refresh --expect-no-changes --json --non-interactive >"$preview" || code=$?
: >"$report"
[ "$code" -ne 0 ] || exit 0

{
  echo "\`pulumi preview --refresh --expect-no-changes\` of $STACK, at commit ${commit:-of main}, ended with $code."
  echo
  echo '```text'
  jq -r '(.steps[]? | select(.op | IN("same", "read", "refresh") | not) | "\(.op) \(.urn)"), (.diagnostics[]? | select(.severity == "error") | .message)' "$preview" | head -c 20000 ||
    echo 'The preview said nothing that can be read; the log of the run has it.'
  echo '```'
} >"$report"
cat "$report" >&2
exit 1
