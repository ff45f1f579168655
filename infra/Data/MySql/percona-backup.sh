#!/bin/sh
# Has a full backup of a cluster of Percona's operator taken, and waits until it has succeeded. Then it writes down which backups are too
# old: their data is removed next, and their objects after that. Its last line says what went wrong.
#   CLUSTER         the cluster
#   STORAGE         the name of its storage that the backup goes to
#   RUN             the Job of this run, which the backup is called by; behind it stand the first digits of ATTEMPT
#   RETENTION_DAYS  for how many days a backup is kept, also one that failed; the newest that succeeded is kept for ever
#   DEADLINE        the longest that the backup may take, in seconds
#   OUTDATED        the file that the outdated ones are written to, one a line: NAME DESTINATION
set -eu

kind=perconaservermysqlbackups.ps.percona.com
name="$(printf '%.50s' "$RUN")-$(printf '%.8s' "$ATTEMPT")"
begin=$(date +%s)
errors=$(mktemp)

api() { kubectl --request-timeout=10s "$@" 2>"$errors"; }
problem() { tail -n 1 "$errors"; }
age() { echo $(($(date +%s) - begin)); }
fail() {
  echo "$1"
  exit 1
}

# Without the finalizer of the operator's own schedule: it deletes the data with the object, and keeps the namespace from being deleted
# where it cannot. A new pod's paths open after a moment. What an earlier pod of this attempt has made is waited for.
until api get "$kind/$name" --output=name >/dev/null || api create --validate=false --filename=- >/dev/null <<MANIFEST
{
  "apiVersion": "ps.percona.com/v1",
  "kind": "PerconaServerMySQLBackup",
  "metadata": { "name": "$name" },
  "spec": { "clusterName": "$CLUSTER", "storageName": "$STORAGE", "type": "full" }
}
MANIFEST
do
  [ "$(age)" -lt 40 ] || fail "Backup $name could not be made: $(problem)"
  sleep 2
done

state=
while :; do
  if status=$(api get "$kind/$name" --output='jsonpath={.status.state}|{.status.stateDescription}'); then
    state=${status%%|*}
    description=$(printf '%s' "${status#*|}" | tr '\n' ' ')
    case $state in
    Succeeded) break ;;
    Failed | Error) fail "Backup $name is in state $state: ${description:-the log of its job tells why}" ;;
    esac
  elif grep -q NotFound "$errors"; then
    fail "Backup $name is gone: somebody deleted it while it was waited for"
  fi
  [ "$(age)" -lt "$DEADLINE" ] || fail "Backup $name has not succeeded after ${DEADLINE}s; its state is ${state:-not known}"
  sleep 5
done

fields='{.metadata.creationTimestamp} {.metadata.name} {.status.state} {.status.destination}'
api get "$kind" --output="jsonpath={range .items[?(@.spec.clusterName==\"$CLUSTER\")]}$fields{\"\\n\"}{end}" >"$OUTDATED.all" ||
  fail "Backup $name has succeeded, but old ones could not be listed: $(problem)"
limit=$(date -u -d "@$(($(date +%s) - RETENTION_DAYS * 86400))" +%Y-%m-%dT%H:%M:%SZ)
# One that never ended is told from this one by its age.
sort "$OUTDATED.all" | awk -v limit="$limit" '
  NF {
    if ($3 == "Succeeded") newest = $2
    if ($1 < limit) lines[++count] = $2 " " $4
  }
  END {
    for (line = 1; line <= count; line++) {
      split(lines[line], parts, " ")
      if (parts[1] != newest) print lines[line]
    }
  }' >"$OUTDATED"
rm "$OUTDATED.all"
echo "Backup $name has succeeded; $(grep -c . "$OUTDATED" || :) older ones are outdated."
