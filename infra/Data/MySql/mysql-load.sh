#!/bin/sh
# Loads a dump into a MySQL database that holds nothing, once: what was loaded is written down in the database itself, and is not loaded
# again. Its last line says what went wrong. The password is in MYSQL_PWD.
# Usage: mysql-load.sh OPTION..., which are those that a client connects with
#   DATABASE  the database
#   FOLDER    where the dump is: one file, as .sql or .sql.gz
#   LOAD      what is loaded, as it is written down: at most 200 letters, digits and signs of a path
#   DEADLINE  the longest that the server is waited for, in seconds
set -eu

begin=$(date +%s)
errors=$(mktemp)
broken=$(mktemp)
marker=platform_load

ask() { mysql "$@" --batch --skip-column-names "$DATABASE" 2>"$errors"; }
problem() { tr '\n' ' ' <"$errors"; }
fail() {
  echo "$1"
  exit 1
}

# A new pod's paths open after a moment, and the primary may be another in a moment.
until tables=$(ask "$@" --execute="SELECT table_name FROM information_schema.tables WHERE table_schema = database()"); do
  [ $(($(date +%s) - begin)) -lt "$DEADLINE" ] || fail "The database does not answer: $(problem)"
  sleep 2
done

if printf '%s\n' "$tables" | grep -qx "$marker"; then
  loaded=$(ask "$@" --execute="SELECT source FROM $marker") || fail "What was loaded could not be asked for: $(problem)"
  if [ "$loaded" = "$LOAD" ]; then
    echo "$LOAD has been loaded before."
    exit 0
  fi
  fail "$loaded has been loaded into database $DATABASE before: $LOAD would be mixed with it."
fi
count=$(printf '%s\n' "$tables" | grep -c .) || :
[ "$count" -eq 0 ] || fail "Database $DATABASE holds $count tables: a dump is loaded into an empty one only."

dump=$(find "$FOLDER" -type f \( -name '*.sql' -o -name '*.sql.gz' \) | head -n 2)
[ -n "$dump" ] || fail "There is no dump in $FOLDER."
[ "$(printf '%s\n' "$dump" | grep -c .)" -eq 1 ] || fail "There is more than one dump in $FOLDER."
case $dump in
*.gz) gzip -t "$dump" 2>"$errors" || fail "The dump is damaged: $(problem)" ;;
esac
show() {
  case $dump in
  *.gz) gzip -dc "$dump" ;;
  *) cat "$dump" ;;
  esac
}
case $(show | tail -n 1) in
'-- Dump completed'*) ;;
*) fail "The dump has no end: its last line is not the one that a dump which was completed has." ;;
esac

# MariaDB's first line is for its own client, and other clients fail at it.
{ show || echo "It could not be read to its end." >>"$broken"; } | sed '1{/^\/\*M\{0,1\}!999999/d;}' |
  mysql "$@" "$DATABASE" 2>"$errors" ||
  fail "The dump could not be loaded, and a part of it is there. Drop the tables, and load it again: $(problem)"
[ ! -s "$broken" ] || fail "The dump could not be loaded, and a part of it is there. Drop the tables, and load it again: $(cat "$broken")"

ask "$@" --execute="CREATE TABLE $marker (source VARCHAR(255) NOT NULL PRIMARY KEY, loaded_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP);
  INSERT INTO $marker (source) VALUES ('$LOAD')" || fail "It could not be written down what was loaded: $(problem)"
echo "$LOAD is loaded into database $DATABASE."
