#!/usr/bin/env bash
# Asks the cluster whether what the selected stack declares has been rolled out, each workload of it: the update has waited for that, and
# this is the cluster's own word. What operators made of the stack's databases is theirs to roll out.
# Usage: check-rollout.sh
set -euo pipefail
here=$(dirname "$0")

mapfile -t kubectl < <("$here/stack-kubectl.sh")
workloads=$("${kubectl[@]}" get deployments,statefulsets --selector app.kubernetes.io/managed-by=pulumi --output name)
while read -r workload; do
  [ -z "$workload" ] || "${kubectl[@]}" rollout status "$workload" --timeout "${ROLLOUT_TIMEOUT:-2m}"
done <<<"$workloads"
