#!/usr/bin/env bash
# Prints the kubectl of the selected stack, a word a line: with its context, where it names one, and its namespace.
# Usage: mapfile -t kubectl < <(stack-kubectl.sh)
set -euo pipefail

namespace=$(pulumi stack output namespace)
context=$(pulumi config get --path infra:cluster.context 2>/dev/null || true)
printf '%s\n' kubectl ${context:+--context "$context"} --namespace "$namespace"
