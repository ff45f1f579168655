#!/bin/sh
# Makes a database and the role that owns it, on a server whose administrator is no superuser, and sets the role's password. What is there
# already stays. Its last line says what went wrong. psql gets the server and its administrator from PGHOST and its like.
#   NAME           the database, and the role that owns it
#   EXTENSIONS     the extensions that the database has, with blanks between them
#   ROLE_PASSWORD  the role's password
#   DEADLINE       the longest that it may take, in seconds
set -eu

begin=$(date +%s)
errors=$(mktemp)

ask() {
  psql --no-psqlrc --quiet --tuples-only --set=ON_ERROR_STOP=1 --set=name="$NAME" "$@" 2>"$errors"
}

# Who makes a database for another must be a member of it: only until the extensions are there, which the owner could not add.
make() {
  ask <<'EOF' || return 1
SELECT format('CREATE ROLE %I LOGIN', :'name') WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'name') \gexec
GRANT :"name" TO CURRENT_USER;
SELECT format('CREATE DATABASE %I OWNER %I', :'name', :'name')
  WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'name') \gexec
REVOKE CONNECT, TEMPORARY ON DATABASE :"name" FROM PUBLIC;
EOF
  for extension in $EXTENSIONS; do
    ask --dbname="$NAME" --set=extension="$extension" <<'EOF' || return 1
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS :"extension";
EOF
  done
  ask <<'EOF' || return 1
REVOKE :"name" FROM CURRENT_USER;
EOF
  # psql sends a hash of it, so that no log of the server has it. It asks twice, and a terminal first where there is one.
  printf '%s\n%s\n' "$ROLE_PASSWORD" "$ROLE_PASSWORD" |
    setsid --wait psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --command="\\password \"$NAME\"" >"$errors" 2>&1
}

# A new pod's paths open after a moment, and the primary may be another in a moment.
until make; do
  if [ $(($(date +%s) - begin)) -ge "$DEADLINE" ]; then
    echo "There is no database $NAME with an owner of its own after ${DEADLINE}s: $(tr '\n' ' ' <"$errors")"
    exit 1
  fi
  sleep 2
done
echo "Database $NAME belongs to role $NAME."
