#!/bin/sh
# Restores the newest backup of a CloudNativePG cluster into a scratch cluster beside it, looks at what came back, and removes the scratch
# cluster again, whatever happens. What a run that was killed has left is removed by the next one. Its last line says what was restored,
# or what went wrong. psql gets the user and the password from PGUSER and its like.
# scratch-cluster.sh stands before it, with functions and what they need.
#   LIVE            the database, as a connection string
#   MIGRATION       the SELECT that gives the migration a database is at; where it is empty, that of alembic_version is asked for
#   MINIMUM_ROWS    the rows that there are at least, in all tables together
#   NEWEST          the SELECT that gives the time of the newest row, in seconds since 1970
#   RECOVERY_POINT  the most that this row may be older than the run, in seconds
#   CHECKS          further SELECTs, one a line; each gives true
# shellcheck disable=SC2154,SC2034
set -eu

# Whoever only looks changes nothing; all of a large table takes a while.
export PGOPTIONS="${PGOPTIONS:-} -c default_transaction_read_only=on -c statement_timeout=30min"

clear_scratch
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

restore_scratch "The newest backup"

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

remove_scratch
[ "$lost" -gt 0 ] || lost=0
result="Restored within ${served}s: migration ${migration:-unknown}, $rows rows, the newest ${lost}s old, $passed further checks."
