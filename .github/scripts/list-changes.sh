#!/usr/bin/env bash
# Prints what an update of the selected stack would change, a line each: the operation, the resource, and the properties. No values. What was
# changed by hand in the cluster is changed back, and listed.
# A deployment compares this with what was approved. Saved plans of the engine would do more, but they are experimental, and would
# carry the stack's encrypted secrets through the workflow's storage.
set -euo pipefail

preview=$(mktemp)
trap 'rm -f "$preview"' EXIT

if ! pulumi preview --refresh --json --non-interactive >"$preview"; then
  jq -r '.diagnostics[]?.message' "$preview" >&2 || cat "$preview" >&2
  exit 1
fi
jq -r '[.steps[]? | select(.op | IN("same", "read", "refresh") | not) | [.op, .urn, (.detailedDiff // {} | keys | join(",") | select(. != ""))] | join(" ")] | sort[]' "$preview"
