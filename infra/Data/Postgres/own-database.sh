#!/bin/sh
# Lets nobody but its owner connect to a database, as every role may unless the owner says otherwise. Its last line says what went wrong.
# psql gets the server, the database and its owner from PGHOST and its like.
#   DEADLINE  the longest that it may take, in seconds
set -eu

begin=$(date +%s)
errors=$(mktemp)

# A new pod's paths open after a moment, and the primary may be another in a moment.
until psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --set=database="$PGDATABASE" 2>"$errors" <<'EOF'; do
REVOKE CONNECT, TEMPORARY ON DATABASE :"database" FROM PUBLIC;
EOF
  if [ $(($(date +%s) - begin)) -ge "$DEADLINE" ]; then
    echo "Others can connect to database $PGDATABASE after ${DEADLINE}s: $(tr '\n' ' ' <"$errors")"
    exit 1
  fi
  sleep 2
done
echo "Nobody but its owner connects to database $PGDATABASE."
