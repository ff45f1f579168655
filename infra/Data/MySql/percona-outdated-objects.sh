#!/bin/sh
# Deletes the objects of outdated backups, whose data is gone. What a schedule of the operator's own has left keeps its data: its
# finalizers are taken off. Its last line says what went wrong.
#   CLUSTER   the cluster
#   OUTDATED  the file that outdated backups stand in, one a line: NAME DESTINATION; no such file is none
#   DEADLINE  the longest that the API server is waited for, in seconds
set -eu

kind=perconaservermysqlbackups.ps.percona.com
begin=$(date +%s)
errors=$(mktemp)
work=$(mktemp -d)

api() { kubectl --request-timeout=10s "$@" 2>"$errors"; }
problem() { tail -n 1 "$errors"; }
fail() {
  echo "$1"
  exit 1
}

# A new pod's paths open after a moment.
until api get "$kind" \
  --output="jsonpath={range .items[?(@.spec.clusterName==\"$CLUSTER\")]}{.metadata.name} {.metadata.finalizers}{\"\\n\"}{end}" \
  >"$work/all"; do
  [ $(($(date +%s) - begin)) -lt "$DEADLINE" ] || fail "Backups could not be listed: $(problem)"
  sleep 2
done
kept=0
while read -r name finalizers; do
  case $finalizers in
  *percona.com/delete-backup*)
    api patch "$kind/$name" --type=merge --patch='{"metadata":{"finalizers":null}}' >/dev/null ||
      grep -q NotFound "$errors" || fail "The finalizer of backup $name could not be taken off: $(problem)"
    kept=$((kept + 1))
    ;;
  esac
done <"$work/all"

removed=0
if [ -f "${OUTDATED:-}" ]; then
  while read -r name _; do
    api delete "$kind/$name" --ignore-not-found --wait=false >/dev/null || fail "Backup $name could not be deleted: $(problem)"
    removed=$((removed + 1))
  done <"$OUTDATED"
fi
echo "$kept backups have lost their finalizer, $removed outdated ones are deleted."
