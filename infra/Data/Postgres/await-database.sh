#!/bin/sh
# Waits until a Postgres that runs elsewhere lets a role in and takes writes, and sees that it is of the version that it is said to be:
# dumps are taken with the tools of that version. Its last line says what went wrong. psql gets the server from PGHOST and its like.
#   VERSION   the major version
#   DEADLINE  the longest that it may take, in seconds
set -eu

begin=$(date +%s)
errors=$(mktemp)

question="SELECT current_setting('server_version_num')::int / 10000 || CASE WHEN pg_is_in_recovery() THEN ' replica' ELSE '' END"
while :; do
  if answer=$(psql --no-psqlrc --tuples-only --no-align --quiet --set=ON_ERROR_STOP=1 --command="$question" 2>"$errors"); then
    case "$answer" in
      "$VERSION") break ;;
      *replica) wrong="it is a replica, which takes no writes" ;;
      *)
        echo "The server is Postgres $answer, and the stack file says $VERSION."
        exit 1
        ;;
    esac
  else
    wrong="it does not let $PGUSER in: $(tr '\n' ' ' <"$errors")"
  fi
  if [ $(($(date +%s) - begin)) -ge "$DEADLINE" ]; then
    echo "The server cannot be used after ${DEADLINE}s: $wrong"
    exit 1
  fi
  sleep 2
done
echo "The server is Postgres $VERSION, lets $PGUSER in, and takes writes."
