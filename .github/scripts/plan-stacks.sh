#!/usr/bin/env bash
# Writes the plan of every stack of the checkout in the current folder, without engine or credentials: PLANS/STACK/plan.json.
# Usage: plan-stacks.sh PLANS
set -euo pipefail

plans=$1
mkdir -p "$plans"

for file in Pulumi.*.yaml; do
  stack=${file#Pulumi.} stack=${stack%.yaml}
  # A plan is also written where a check fails. Where the stack cannot be used at all, its report has nothing to compare with, and says so.
  dotnet run --project infra --no-build -- preview "$stack" --out "$plans/$stack" >/dev/null || echo "::notice::$stack: the base branch's preview fails."
done
