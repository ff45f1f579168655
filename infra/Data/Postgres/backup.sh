#!/bin/sh
# Has a base backup of a CloudNativePG cluster taken on its primary, and waits until it is completed. Its last line says what went wrong.
#   CLUSTER   the cluster
#   PLUGIN    what takes the backup
#   BACKUP    what the Backup is called, and behind it the first digits of ATTEMPT: one that failed stays failed
#   DEADLINE  the longest that it may take, in seconds
set -eu

kind=backups.postgresql.cnpg.io
name="$BACKUP-$(printf '%.8s' "$ATTEMPT")"
begin=$(date +%s)
errors=$(mktemp)

api() { kubectl --request-timeout=10s "$@" 2>"$errors"; }
problem() { tail -n 1 "$errors"; }
age() { echo $(($(date +%s) - begin)); }
fail() {
  echo "$1"
  exit 1
}

# A new pod's paths open after a moment. What an earlier pod of this attempt has made is waited for.
until api get "$kind/$name" --output=name >/dev/null || api create --validate=false --filename=- >/dev/null <<EOF
{
  "apiVersion": "postgresql.cnpg.io/v1",
  "kind": "Backup",
  "metadata": { "name": "$name" },
  "spec": {
    "cluster": { "name": "$CLUSTER" },
    "method": "plugin",
    "pluginConfiguration": { "name": "$PLUGIN" },
    "target": "primary"
  }
}
EOF
do
  [ "$(age)" -lt 40 ] || fail "Backup $name could not be made: $(problem)"
  sleep 2
done

phase=
while :; do
  if status=$(api get "$kind/$name" --output='jsonpath={.status.phase}|{.status.error}'); then
    phase=${status%%|*}
    error=$(printf '%s' "${status#*|}" | tr '\n' ' ')
    case $phase in
    completed) break ;;
    failed | 'invalid backup definition') fail "Backup $name is $phase: ${error:-it does not say why}" ;;
    esac
  elif grep -q NotFound "$errors"; then
    fail "Backup $name is gone: somebody deleted it while it was waited for"
  fi
  [ "$(age)" -lt "$DEADLINE" ] || fail "Backup $name is not completed after ${DEADLINE}s; it is ${phase:-not begun}"
  sleep 5
done
echo "Backup $name is completed."
