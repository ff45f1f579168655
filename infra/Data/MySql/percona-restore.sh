#!/bin/sh
# Restores a backup of a cluster of Percona's operator, once: the object of the restoration stays, and shows that it was done. The cluster
# is away meanwhile. Its last line says what went wrong.
#   CLUSTER   the cluster
#   BACKUP    the name of the PerconaServerMySQLBackup
#   RESTORE   the name of the PerconaServerMySQLRestore
#   DEADLINE  the longest that it may take, in seconds
set -eu

restores=perconaservermysqlrestores.ps.percona.com
backups=perconaservermysqlbackups.ps.percona.com
begin=$(date +%s)
errors=$(mktemp)

api() { kubectl --request-timeout=10s "$@" 2>"$errors"; }
problem() { tail -n 1 "$errors"; }
age() { echo $(($(date +%s) - begin)); }
fail() {
  echo "$1"
  exit 1
}

# A new pod's paths open after a moment.
until of=$(api get "$backups/$BACKUP" --output='jsonpath={.spec.clusterName} {.status.state}'); do
  ! grep -q NotFound "$errors" || fail "There is no backup $BACKUP."
  [ "$(age)" -lt 40 ] || fail "Backup $BACKUP could not be looked at: $(problem)"
  sleep 2
done
[ "$of" = "$CLUSTER Succeeded" ] || fail "Backup $BACKUP is of cluster and in state: $of. It must be of $CLUSTER, and Succeeded."

until api get "$restores/$RESTORE" --output=name >/dev/null || api create --validate=false --filename=- >/dev/null <<MANIFEST
{
  "apiVersion": "ps.percona.com/v1",
  "kind": "PerconaServerMySQLRestore",
  "metadata": { "name": "$RESTORE" },
  "spec": { "clusterName": "$CLUSTER", "backupName": "$BACKUP" }
}
MANIFEST
do
  [ "$(age)" -lt 80 ] || fail "Restoration $RESTORE could not be made: $(problem)"
  sleep 2
done

state=
while :; do
  if status=$(api get "$restores/$RESTORE" --output='jsonpath={.status.state}|{.status.stateDescription}'); then
    state=${status%%|*}
    description=$(printf '%s' "${status#*|}" | tr '\n' ' ')
    case $state in
    Succeeded) break ;;
    Failed) fail "Restoration $RESTORE has failed: ${description:-the log of its job tells why}" ;;
    Error)
      # The operator would try it again some time, when nobody expects it any more.
      api delete "$restores/$RESTORE" --ignore-not-found --wait=false >/dev/null || :
      fail "Restoration $RESTORE was refused: ${description:-the operator does not say why}"
      ;;
    esac
  elif grep -q NotFound "$errors"; then
    fail "Restoration $RESTORE is gone: somebody deleted it while it was waited for"
  fi
  [ "$(age)" -lt "$DEADLINE" ] || fail "Restoration $RESTORE has not succeeded after ${DEADLINE}s; its state is ${state:-not known}"
  sleep 5
done
echo "Backup $BACKUP is restored."
