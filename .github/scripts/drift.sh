#!/usr/bin/env bash
# Expects that the selected stack is what was deployed to it last: the commit of its last update, with the images that it runs. Fails where
# it is not, and writes what differs to REPORT: the operation and the resource, no values. REPORT is empty where nothing differs.
# Usage: STACK=… drift.sh REPORT
set -euo pipefail
here=$(dirname "$0")

report=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Main may be ahead of what is deployed, prod nearly always. The scripts stay as they are here.
commit=$("$here/last-update.sh" | jq -r '.environment["git.head"] // empty')
if [ -n "$commit" ]; then
  if ! git cat-file -e "$commit^{commit}"; then
    echo "$STACK was deployed from commit $commit, which this repository does not have: nobody can say what it should be. Deploy it again." >"$report"
    cat "$report" >&2
    exit 1
  fi
  git checkout --quiet --no-overlay "$commit" -- . ':!.github'
fi
"$here/set-running-release.sh"

code=0
pulumi preview --refresh --expect-no-changes --json --non-interactive >"$work/preview.json" || code=$?
: >"$report"
[ "$code" -ne 0 ] || exit 0

jq -r '(.steps[]? | select(.op | IN("same", "read", "refresh") | not) | "\(.op) \(.urn)"), (.diagnostics[]? | select(.severity == "error") | .message)' "$work/preview.json" >"$work/changes.txt" ||
  echo 'The preview said nothing that can be read; the log of the run has it.' >"$work/changes.txt"
{
  echo "\`pulumi preview --refresh --expect-no-changes\` of $STACK, at commit ${commit:-of main}, ended with $code."
  echo
  echo '```text'
  "$here/cut-text.sh" "$work/changes.txt" 20000
  echo '```'
} >"$report"
cat "$report" >&2
exit 1
