#!/usr/bin/env bash
# Clears what an engine that was killed has left: creations that the selected stack's state has as pending, and of which nobody knows
# whether they were made. A job is deleted, since the next update makes it again, and it is safe to run twice; another object is imported
# into the state. Without, the next update ends with "already exists". Does nothing where nothing is pending.
# Usage: take-up-pending.sh
set -euo pipefail

pending=$(pulumi stack export | jq -r '
  .deployment.pending_operations[]? | select(.type == "creating") | .resource
  | select(.type | startswith("kubernetes:"))
  | [.urn, .type, .inputs.metadata.namespace // "", .inputs.metadata.name // ""] | @tsv')
[ -n "$pending" ] || exit 0

context=$(pulumi config get --path infra:cluster.context 2>/dev/null || true)
arguments=()
while IFS=$'\t' read -r urn type namespace name; do
  echo "::notice::The creation of $type $name was cut off; it is taken up."
  if [ "$type" = kubernetes:batch/v1:Job ]; then
    kubectl ${context:+--context "$context"} --namespace "$namespace" delete job "$name" --ignore-not-found
  elif [ -n "$name" ]; then
    arguments+=(--import-pending-creates "$urn" --import-pending-creates "${namespace:+$namespace/}$name")
  fi
done <<<"$pending"
pulumi refresh --yes --skip-preview --non-interactive --clear-pending-creates "${arguments[@]}"
