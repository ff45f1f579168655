#!/bin/sh
# Waits until every address takes connections. A policy engine opens the paths of a new pod only some seconds after the pod has started,
# and what runs next in it must not be the one to find that out.
# Usage: await-paths.sh SECONDS HOST:PORT...
set -eu

patience=$1
shift
end=$(($(date +%s) + patience))
for address in "$@"; do
  until nc -z -w 3 "${address%:*}" "${address##*:}" 2>/dev/null; do
    if [ "$(date +%s)" -ge "$end" ]; then
      echo "$address took no connection within $patience seconds: is it up, does its name resolve, does a NetworkPolicy let this pod reach it?"
      exit 1
    fi
    sleep 1
  done
  echo "$address takes connections."
done
