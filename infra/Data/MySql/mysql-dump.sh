#!/bin/sh
# Dumps a MySQL database as it is at one moment into a folder, without locking anybody out. What a run that failed leaves there is no dump.
# Its last line says what went wrong. The password is in MYSQL_PWD.
# Usage: mysql-dump.sh OPTION..., which are those that a client connects with
#   DATABASE  the database
#   FOLDER    where the dump is put, as DATABASE.sql.gz
#   DEADLINE  the longest that the server is waited for, in seconds
set -eu

begin=$(date +%s)
errors=$(mktemp)
dump=$FOLDER/$DATABASE.sql.gz

problem() { tr '\n' ' ' <"$errors"; }
fail() {
  rm -f "$dump"
  echo "$1"
  exit 1
}

# A new pod's paths open after a moment, and the primary may be another in a moment.
until mysql "$@" --execute='DO 0' "$DATABASE" 2>"$errors"; do
  [ $(($(date +%s) - begin)) -lt "$DEADLINE" ] || fail "The database does not answer: $(problem)"
  sleep 2
done

# What it says is the only sign of its failure: the shell sees that of gzip alone. Identifiers of transactions are the group's own, and
# would be in the way of whoever loads the dump.
{
  mysqldump "$@" --single-transaction --set-gtid-purged=OFF --routines --triggers --events --no-tablespaces --hex-blob "$DATABASE" \
    2>"$errors" || echo "It ended with $?." >>"$errors"
} | gzip >"$dump" || fail "The dump could not be written."
gzip -t "$dump" 2>/dev/null || fail "The dump cannot be read."
case $(gzip -dc "$dump" | tail -n 1) in
'-- Dump completed'*) ;;
*) fail "The database could not be dumped to its end: $(problem)" ;;
esac
! grep -q '^It ended with ' "$errors" || fail "The database could not be dumped: $(problem)"

echo "Database $DATABASE is dumped: $(wc -c <"$dump") bytes."
