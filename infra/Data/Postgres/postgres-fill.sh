#!/bin/sh
# Fills an empty database with a masked copy of another stack's: its backup is restored into a scratch cluster that nobody else reaches, is
# masked there, and what is in it then is brought over. Of what was not masked, nothing is ever in the files of the database or in its
# archive. It is done once; and all at once, or not at all. Its last line says what was brought, or what went wrong. psql gets the database
# from PGHOST and its like. scratch-cluster.sh stands before it, with functions and what they need.
#   SOURCE  the host of the scratch cluster
#   MASK    the script that masks, mask.sh, which is told the rest
#   HASH    what tells this filling from another
# shellcheck disable=SC2154,SC2034
set -eu

target="dbname=$PGDATABASE"
marker="filled by $HASH"
begun="being filled by $HASH"
# What drills write is of neither.
counted="schemaname NOT IN ('pg_catalog', 'information_schema', 'recovery_drill')"
tables="SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE $counted ORDER BY 1"
# In one line each, with the number of rows.
counts="SELECT format('SELECT %L || count(*) FROM %I.%I', format('%I.%I ', schemaname, tablename), schemaname, tablename)
  FROM pg_tables WHERE $counted ORDER BY 1 \\gexec"
export PGOPTIONS="-c statement_timeout=0"

clear_scratch
until ask "$target" "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"; do
  [ "$(age)" -lt 360 ] || fail "The database does not answer: $(problem)"
  pause 2
done
mark() { ask "$target" "SELECT format('COMMENT ON DATABASE %I IS %L', current_database(), '$1') \\gexec"; }
found=$(said)
if [ "$found" = "$marker" ]; then
  result="It has been filled before."
  exit 0
fi
ask "$target" "$tables" || fail "The database does not say what is in it: $(problem)"
# All comes in one transaction: where there is something, all is there.
if [ -s "$answer" ] && [ "$found" = "$begun" ]; then
  mark "$marker" || fail "The database could not be marked as filled: $(problem)"
  result="It has been filled by an earlier run, which ended before it could say so."
  exit 0
fi
[ ! -s "$answer" ] || fail "The database is not empty, and is left as it is: it has $(head -n 1 "$answer")."

restore_scratch "The backup"
PGHOST=$SOURCE sh -c "$MASK" mask.sh >"$work/mask" 2>&1 || fail "$(tail -n 1 "$work/mask")"
masked=$(tail -n 1 "$work/mask")

mark "$begun" || fail "The database could not be marked: $(problem)"
# Extensions are there: only a superuser can make some, and change what is said of them.
mkfifo "$work/dump"
PGHOST=$SOURCE pg_dump --format=custom --no-owner --no-privileges --no-comments --exclude-schema=recovery_drill >"$work/dump" 2>"$work/dumping" &
child=$!
pg_restore --no-owner --no-privileges --exit-on-error --single-transaction --dbname="$PGDATABASE" <"$work/dump" 2>"$errors" ||
  fail "The masked copy could not be brought over: $(problem)"
wait "$child" || fail "The masked copy could not be read: $(tr '\n' ' ' <"$work/dumping")"
child=

ask "$RESTORED" "$counts" || fail "The masked copy could not be counted: $(problem)"
sort "$answer" >"$work/there"
ask "$target" "$counts" || fail "What was brought could not be counted: $(problem)"
sort "$answer" >"$work/here"
cmp -s "$work/there" "$work/here" ||
  fail "Not all was brought over: $(diff "$work/there" "$work/here" | tail -n 1 | cut -c 3-) is not what it was."
mark "$marker" || fail "The database could not be marked as filled: $(problem)"
ask "$target" ANALYZE || fail "The database is filled, and could not be analyzed: $(problem)"
remove_scratch
result="$masked $(wc -l <"$work/here" | tr -d ' ') tables are brought over."
