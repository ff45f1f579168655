#!/usr/bin/env bash
# Prints the images that the selected stack runs, as a JSON object; {} before its first deployment. A canary's are left out: they are
# those of a version that is still on trial.
set -euo pipefail

outputs=$(pulumi stack output --json)
jq -c '.images // {} | with_entries(select(.key | endswith("-canary") | not))' <<<"$outputs"
