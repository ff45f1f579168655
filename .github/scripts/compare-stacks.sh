#!/usr/bin/env bash
# Writes a report of every stack of the checkout in the current folder, against the plans of another checkout: REPORTS/STACK.md.
# Fails where a stack cannot be used or a check fails, after all reports are written.
# Usage: compare-stacks.sh PLANS REPORTS
set -euo pipefail

plans=$1 reports=$2
failed=0
mkdir -p "$reports"
errors=$(mktemp)
trap 'rm -f "$errors"' EXIT

for file in Pulumi.*.yaml; do
  stack=${file#Pulumi.} stack=${stack%.yaml}
  report=$reports/$stack.md
  code=0
  if [ -f "$plans/$stack/plan.json" ]; then
    dotnet run --project infra --no-build -- preview "$stack" --format markdown --against "$plans/$stack/plan.json" >"$report" 2>"$errors" || code=$?
  else
    dotnet run --project infra --no-build -- preview "$stack" --format markdown >"$report" 2>"$errors" || code=$?
  fi
  if [ "$code" -ne 0 ]; then
    failed=1
    cat "$errors" >&2
  fi
  # 1 is a check that fails, which the report tells. With any other code there is no report.
  if [ "$code" -gt 1 ]; then
    { echo '**There is no preview**'; echo; echo '````text'; cat "$errors"; echo '````'; } >"$report"
  fi
done

for plan in "$plans"/*/plan.json; do
  [ -f "$plan" ] || continue
  stack=$(basename "$(dirname "$plan")")
  # shellcheck disable=SC2016 # The backticks are Markdown's.
  [ -f "Pulumi.$stack.yaml" ] || printf '**Its file is removed**; what it deployed stays until `pulumi destroy --stack %s`.\n' "$stack" >"$reports/$stack.md"
done

exit "$failed"
