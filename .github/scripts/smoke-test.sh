#!/usr/bin/env bash
# Asks the deployed stack's public address whether it is well, until it has said so several times in a row. The stack's own
# verifications have run inside the cluster by now; this is what its users see, through DNS, certificate and edge.
# Usage: HEALTH_PATH=/health smoke-test.sh
set -euo pipefail

path=${HEALTH_PATH:-/health}
attempts=${SMOKE_ATTEMPTS:-30} delay=${SMOKE_DELAY:-10} wanted=${SMOKE_SUCCESSES:-3}

outputs=$(pulumi stack output --json)
address=$(jq -r '.apiUrl // empty' <<<"$outputs")
if [ -z "$address" ]; then
  echo '::notice::The stack has no public address: there is nothing to ask.'
  exit 0
fi

successes=0
for ((attempt = 1; attempt <= attempts; attempt++)); do
  if curl --fail --silent --show-error --max-time 10 --output /dev/null "$address$path"; then
    successes=$((successes + 1))
    [ "$successes" -lt "$wanted" ] || exit 0
  else
    successes=0
  fi
  sleep "$delay"
done
echo "::error::$address$path did not answer well $wanted times in a row."
exit 1
