#!/bin/sh
# Restores a dump into a scratch server in this pod, and looks at what came back. Its last line says what was restored, or what went wrong.
# The password of the live database's user is in MYSQL_PWD.
# Usage: mysql-drill.sh OPTION..., which are those that a client connects to the live server with
#   DATABASE      the database
#   FOLDER        where the dump is, as DATABASE.sql.gz
#   SCRATCH       an empty folder for the data of the scratch server
#   MINIMUM_ROWS  the rows that there are at least, in all tables together
#   DEADLINE      the longest that the restoration may take, in seconds
set -eu

begin=$(date +%s)
errors=$(mktemp)
work=$(mktemp -d)
socket=$work/socket
server=
result="It broke off."

problem() { tail -n 3 "$errors" | tr '\n' ' '; }
age() { echo $(($(date +%s) - begin)); }
fail() {
  result=$1
  exit 1
}
finish() {
  code=$?
  trap - EXIT
  [ -z "$server" ] || kill "$server" 2>/dev/null || :
  # It writes until it has ended.
  [ -z "$server" ] || wait "$server" 2>/dev/null || :
  rm -rf "$work" "$SCRATCH/data" || :
  echo "$result"
  exit "$code"
}
trap finish EXIT
trap 'fail "It was told to end after $(age)s."' TERM INT

# Its root has no password, and the variable is that of another.
scratch() {
  env -u MYSQL_PWD mysql --no-defaults --protocol=socket --socket="$socket" --user=root --batch --skip-column-names "$@" 2>"$errors"
}
live() { mysql "$@" --batch --skip-column-names "$DATABASE" 2>"$errors"; }
names="SELECT table_name FROM information_schema.tables WHERE table_schema = '$DATABASE' AND table_type = 'BASE TABLE' ORDER BY table_name"

until expected=$(live "$@" --execute="$names"); do
  [ "$(age)" -lt 300 ] || fail "The database does not answer: $(problem)"
  sleep 2
done

dump=$FOLDER/$DATABASE.sql.gz
[ -f "$dump" ] || fail "The newest dump has no $DATABASE.sql.gz."
mysqld --no-defaults --initialize-insecure --datadir="$SCRATCH/data" 2>"$errors" || fail "No scratch server could be made: $(problem)"
mysqld --no-defaults --datadir="$SCRATCH/data" --socket="$socket" --skip-networking --pid-file="$work/pid" 2>"$work/log" &
server=$!
until scratch --execute='DO 0'; do
  kill -0 "$server" 2>/dev/null || fail "The scratch server does not run: $(tail -n 3 "$work/log" | tr '\n' ' ')"
  [ "$(age)" -lt "$DEADLINE" ] || fail "The scratch server does not answer: $(problem)"
  sleep 1
done
scratch --execute="CREATE DATABASE \`$DATABASE\`" || fail "The scratch server takes no database: $(problem)"
{ gzip -dc "$dump" 2>"$work/broken" || echo "The dump is damaged." >>"$work/broken"; } | scratch "$DATABASE" ||
  fail "The newest dump could not be loaded: $(problem)"
[ ! -s "$work/broken" ] || fail "The newest dump could not be read: $(tr '\n' ' ' <"$work/broken")"
took=$(age)
[ "$took" -lt "$DEADLINE" ] || fail "The newest dump was restored after ${took}s, which is longer than ${DEADLINE}s."

scratch --execute="$names" >"$work/tables" || fail "The scratch server does not answer: $(problem)"
printf '%s\n' "$expected" >"$work/expected"
missing=$(grep -vxF -f "$work/tables" "$work/expected" | grep . | tr '\n' ' ') || :
[ -z "$missing" ] || fail "The restored database lacks tables of the live one: $missing"
rows=0
tables=0
while read -r table <&3; do
  [ -n "$table" ] || continue
  count=$(scratch --execute="SELECT count(*) FROM \`$DATABASE\`.\`$table\`") || fail "Table $table cannot be read: $(problem)"
  rows=$((rows + count))
  tables=$((tables + 1))
done 3<"$work/tables"
[ "$rows" -ge "$MINIMUM_ROWS" ] || fail "The restored database holds $rows rows, which are fewer than $MINIMUM_ROWS."
result="Restored within ${took}s: $tables tables, $rows rows."
