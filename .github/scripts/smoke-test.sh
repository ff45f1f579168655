#!/usr/bin/env bash
# Asks the public addresses of the deployed stack whether they are well, until all have said so several times in a row. The stack's own
# verifications have run inside the cluster by now; this is what its users see, through DNS, certificate and edge.
# Usage: HEALTH='[{"service": …, "address": "https://…", "path": "/…"}]' smoke-test.sh
set -euo pipefail

attempts=${SMOKE_ATTEMPTS:-30} delay=${SMOKE_DELAY:-10} wanted=${SMOKE_SUCCESSES:-3}

services=$(jq -r '.[] | "\(.address) \(.path // "")"' <<<"$HEALTH")
if [ -z "$services" ]; then
  echo '::notice::The stack has no public address: there is nothing to ask.'
  exit 0
fi

# A service that tells its health to nobody outside is well when it answers at all: with a status of 500 or more, the edge speaks for it.
is_well() {
  local status
  if [ -n "$2" ]; then
    curl --fail --silent --show-error --max-time 10 --output /dev/null "$1$2"
  else
    status=$(curl --silent --show-error --max-time 10 --output /dev/null --write-out '%{http_code}' "$1/") && [ "$status" -lt 500 ]
  fi
}

successes=0
for ((attempt = 1; attempt <= attempts; attempt++)); do
  unwell=()
  while read -r address path; do
    is_well "$address" "$path" || unwell+=("$address$path")
  done <<<"$services"
  if [ "${#unwell[@]}" -eq 0 ]; then
    successes=$((successes + 1))
    [ "$successes" -lt "$wanted" ] || exit 0
  else
    successes=0
  fi
  sleep "$delay"
done
echo "::error::${unwell[*]:-The stack} did not answer well $wanted times in a row."
exit 1
