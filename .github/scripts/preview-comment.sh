#!/usr/bin/env bash
# Prints the engine's preview of the selected stack as a comment for a pull request: what the code changes, with the images that the stack
# runs. Fails as the preview does.
# Usage: STACK=… RUN_URL=… preview-comment.sh
set -euo pipefail
here=$(dirname "$0")

max_diff=50000
diff=$(mktemp)
trap 'rm -f "$diff"' EXIT

"$here/set-running-release.sh" >&2
code=0
pulumi preview --diff --color never --non-interactive >"$diff" 2>&1 || code=$?

echo "### \`pulumi preview --diff\` of $STACK"
echo
[ "$code" -eq 0 ] || printf '**The preview fails.**\n\n'
echo '`````diff'
# Cut in the middle of a line, if need be: one line can be all of it.
"$here/cut-text.sh" "$diff" "$max_diff"
echo
echo '`````'
# shellcheck disable=SC2016 # The backticks are Markdown's.
[ "$(wc -c <"$diff")" -le "$max_diff" ] || printf '\n*Shortened; `pulumi preview --diff` prints all of it.*\n'
echo
echo "[The run]($RUN_URL)"
exit "$code"
