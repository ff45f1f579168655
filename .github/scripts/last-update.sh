#!/usr/bin/env bash
# Prints the last update of the selected stack that succeeded, as `pulumi stack history` has it; {} where there is none among the last 100
# operations.
set -euo pipefail

history=$(pulumi stack history --json --page-size 100)
jq -c '[.[]? | select(.kind == "update" and .result == "succeeded")][0] // {}' <<<"$history"
