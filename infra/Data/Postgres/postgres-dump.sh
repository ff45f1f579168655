#!/bin/sh
# Dumps a Postgres database, and the roles of its server without their passwords, into an empty folder. What a run that failed leaves there
# is no dump. Its last line says what went wrong. pg_dump gets the server from PGHOST and its like.
#   FOLDER    where the dump is put: DATABASE.dump, which pg_restore reads, and roles.sql
#   DEADLINE  the longest that the server is waited for, in seconds
set -eu

begin=$(date +%s)
errors=$(mktemp)
dump=$FOLDER/$PGDATABASE.dump
roles=$FOLDER/roles.sql

problem() { tr '\n' ' ' <"$errors"; }
fail() {
  rm -f "$dump" "$roles"
  echo "$1"
  exit 1
}

# A new pod's paths open after a moment, and the primary may be another in a moment.
until psql --no-psqlrc --quiet --command='SELECT 1' >/dev/null 2>"$errors"; do
  [ $(($(date +%s) - begin)) -lt "$DEADLINE" ] || fail "The database does not answer: $(problem)"
  sleep 2
done

# Whoever changes a table at this moment is waited for, and not for ever.
pg_dump --format=custom --lock-wait-timeout=600000 --file="$dump" 2>"$errors" || fail "The database could not be dumped: $(problem)"
# The catalogue stands at its beginning: an archive that lists may still end too early. Whoever restores it reads all of it.
list=$(pg_restore --list "$dump" 2>"$errors") || fail "The dump has no catalogue: $(problem)"
pg_restore --file=/dev/null "$dump" 2>"$errors" || fail "The dump cannot be read to its end: $(problem)"

# Without passwords it asks for nothing that not everybody may read.
pg_dumpall --roles-only --no-role-passwords --database="$PGDATABASE" --file="$roles" 2>"$errors" ||
  fail "The roles could not be dumped: $(problem)"
grep -q '^-- PostgreSQL database cluster dump complete' "$roles" || fail "The dump of the roles has no end."

tables=$(printf '%s\n' "$list" | grep -c ' TABLE DATA ') || :
echo "Database $PGDATABASE is dumped: $tables tables, $(wc -c <"$dump") bytes."
