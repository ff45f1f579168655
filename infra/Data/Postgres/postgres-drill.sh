#!/bin/sh
# Restores the newest backup of a CloudNativePG cluster into a scratch cluster beside it, looks at what came back, and removes the scratch
# cluster again, whatever happens. What a run that was killed has left is removed by the next one. Its last line says what was restored,
# or what went wrong. psql gets the user and the password from PGUSER and its like.
#   TOOLS           the folder that kubectl is in
#   DRILL           the scratch cluster
#   SPEC            its spec, as JSON
#   POD, POD_UID    the pod of this run: the scratch cluster goes with it at the latest
#   LIVE, RESTORED  the database and the one of the scratch cluster, as connection strings
#   MIGRATION       the SELECT that gives the migration a database is at; where it is empty, that of alembic_version is asked for
#   MINIMUM_ROWS    the rows that there are at least, in all tables together
#   NEWEST          the SELECT that gives the time of the newest row, in seconds since 1970
#   RECOVERY_POINT  the most that this row may be older than the run, in seconds
#   CHECKS          further SELECTs, one a line; each gives true
#   DEADLINE        the longest that the scratch cluster may take to serve, in seconds
set -eu

PATH="$TOOLS:$PATH"
# Whoever only looks changes nothing; all of a large table takes a while.
export PGOPTIONS="${PGOPTIONS:-} -c default_transaction_read_only=on -c statement_timeout=30min"
kind=clusters.postgresql.cnpg.io
work=$(mktemp -d)
errors=$work/errors
answer=$work/answer
result="It broke off."
child=
begin=$(date +%s)

api() { kubectl --request-timeout=10s "$@" >"$answer" 2>"$errors"; }
problem() { tr '\n' ' ' <"$errors" | sed 's/ *$//'; }
age() { echo $(($(date +%s) - begin)); }
fail() {
  result=$1
  exit 1
}

# Whoever is told to end hears it while it waits, and not while another program runs.
pause() {
  sleep "$1" &
  child=$!
  wait "$child"
}
# What psql is told, about the database of a connection string; what it says is in the file of the answer.
ask() {
  printf '%s\n' "$2" >"$work/statements"
  psql "$1" --no-psqlrc --tuples-only --no-align --quiet --set=ON_ERROR_STOP=1 <"$work/statements" >"$answer" 2>"$errors" &
  child=$!
  wait "$child"
}
said() { tr '\n' ' ' <"$answer" | sed 's/ *$//'; }

remove() { api delete "$kind/$DRILL" --ignore-not-found --wait=false; }
is_gone() { ! api get "$kind/$DRILL" --output=name && grep -q NotFound "$errors"; }

# It is removed by all means; its volumes go with it.
finish() {
  code=$?
  trap - EXIT
  trap '' TERM INT
  [ -z "$child" ] || kill "$child" 2>/dev/null || :
  attempts=0
  until remove; do
    attempts=$((attempts + 1))
    if [ "$attempts" -ge 3 ]; then
      result="$result Cluster $DRILL could not be removed: $(problem)"
      code=1
      break
    fi
    sleep 1
  done
  rm -rf "$work"
  echo "$result"
  exit "$code"
}
trap finish EXIT
trap 'fail "It was told to end after $(age)s."' TERM INT

# A new pod's paths open after a moment.
until remove && is_gone; do
  [ "$(age)" -lt 300 ] || fail "Cluster $DRILL of an earlier run could not be removed: $(problem)"
  pause 2
done
until ask "$LIVE" 'SELECT extract(epoch FROM now())::bigint'; do
  [ "$(age)" -lt 360 ] || fail "The database does not answer: $(problem)"
  pause 2
done
now=$(said)
if [ -z "$MIGRATION" ]; then
  ask "$LIVE" "SELECT to_regclass('alembic_version')" || fail "The database could not be asked for its migration: $(problem)"
  [ -z "$(said)" ] || MIGRATION="SELECT version_num FROM alembic_version ORDER BY version_num"
fi
migration=
if [ -n "$MIGRATION" ]; then
  ask "$LIVE" "$MIGRATION" || fail "The database could not be asked for its migration: $(problem)"
  migration=$(said)
fi

began=$(age)
until api create --validate=false --filename=- <<MANIFEST
{
  "apiVersion": "postgresql.cnpg.io/v1",
  "kind": "Cluster",
  "metadata": {
    "name": "$DRILL",
    "ownerReferences": [{ "apiVersion": "v1", "kind": "Pod", "name": "$POD", "uid": "$POD_UID" }]
  },
  "spec": $SPEC
}
MANIFEST
do
  [ $(($(age) - began)) -lt 30 ] || fail "Cluster $DRILL could not be made: $(problem)"
  pause 2
done

# Whether an instance of it serves is sure at its creation only.
look='{.status.conditions[?(@.type=="Ready")].status}|{.status.phase}|{.status.phaseReason}'
while :; do
  if api get "$kind/$DRILL" --output="jsonpath=$look"; then
    status=$(said)
    phase=${status#*|}
    case $status in
    True*) break ;;
    *unrecoverable*) fail "The newest backup could not be restored: $phase" ;;
    esac
  elif grep -q NotFound "$errors"; then
    fail "Cluster $DRILL is gone: somebody deleted it while it was restored."
  else
    phase="the API server does not answer: $(problem)"
  fi
  [ $(($(age) - began)) -lt "$DEADLINE" ] || fail "The newest backup does not serve after ${DEADLINE}s: ${phase:-it has not begun}"
  pause 5
done
until ask "$RESTORED" 'SELECT pg_is_in_recovery()' && [ "$(said)" = f ]; do
  [ $(($(age) - began)) -lt $((DEADLINE + 60)) ] || fail "The restored database does not answer: $(problem)"
  pause 2
done
served=$(($(age) - began))

# All of it is read, so that a page whose checksum is wrong is found.
ask "$RESTORED" "SELECT format('SELECT count(*) FROM %I.%I', schemaname, tablename) FROM pg_tables
  WHERE schemaname NOT IN ('pg_catalog', 'information_schema', 'recovery_drill')
    AND has_table_privilege(format('%I.%I', schemaname, tablename), 'SELECT') \\gexec" ||
  fail "The restored database cannot be read: $(problem)"
rows=0
while read -r count; do
  rows=$((rows + count))
done <"$answer"
[ "$rows" -ge "$MINIMUM_ROWS" ] || fail "The restored database holds $rows rows, which are fewer than $MINIMUM_ROWS."

if [ -n "$MIGRATION" ]; then
  ask "$RESTORED" "$MIGRATION" || fail "The restored database could not be asked for its migration: $(problem)"
  found=$(said)
  [ "$found" = "$migration" ] ||
    fail "The restored database is at migration ${found:-none}, and the live one at ${migration:-none}."
fi

ask "$RESTORED" "$NEWEST" || fail "The restored database could not be asked for its newest row: $(problem)"
time=$(said)
[ -n "$time" ] || fail "The restored database has no newest row: $NEWEST gives nothing."
lost=$((now - time))
[ "$lost" -le "$RECOVERY_POINT" ] ||
  fail "The newest row of the restored database was ${lost}s old when the drill began; the recovery point is ${RECOVERY_POINT}s."

printf '%s\n' "$CHECKS" >"$work/checks"
passed=0
while read -r check <&3; do
  [ -n "$check" ] || continue
  ask "$RESTORED" "$check" || fail "The check $check failed: $(problem)"
  given=$(said)
  [ "$given" = t ] || fail "The check $check gave ${given:-nothing}, not true."
  passed=$((passed + 1))
done 3<"$work/checks"

until is_gone; do
  remove || :
  [ $(($(age) - began)) -lt $((DEADLINE + 600)) ] || fail "Cluster $DRILL was restored and could not be removed: $(problem)"
  pause 2
done
[ "$lost" -gt 0 ] || lost=0
result="Restored within ${served}s: migration ${migration:-unknown}, $rows rows, the newest ${lost}s old, $passed further checks."
