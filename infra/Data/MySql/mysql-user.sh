#!/bin/sh
# Makes a database and the user who may do everything in it, on a server whose administrator is no superuser, and sets the user's password.
# The one before stays good beside it, for whoever has not been given the new one. What is there already stays. Its last line says what
# went wrong. The administrator's password is in MYSQL_PWD.
# Usage: mysql-user.sh OPTION..., which are those that the administrator connects with
#   NAME           the database, and the user
#   USER_PASSWORD  the user's password: letters and digits
#   DEADLINE       the longest that it may take, in seconds
set -eu

begin=$(date +%s)
errors=$(mktemp)
# In the name that privileges are granted on, _ stands for any character, unless it is escaped.
pattern=$(printf '%s' "$NAME" | sed 's/_/\\_/g')

ask() { mysql "$@" 2>"$errors"; }
works() { MYSQL_PWD=$USER_PASSWORD mysql "$@" --user="$NAME" --execute='DO 0' "$NAME" 2>/dev/null; }

# The statements go in by standard input, as arguments are seen by all in the container.
make() {
  ask "$@" <<EOF || return 1
CREATE DATABASE IF NOT EXISTS \`$NAME\` CHARACTER SET utf8mb4;
CREATE USER IF NOT EXISTS '$NAME'@'%' IDENTIFIED BY '$USER_PASSWORD' REQUIRE SSL;
GRANT ALL PRIVILEGES ON \`$pattern\`.* TO '$NAME'@'%';
EOF
  # Set once more, it would take the place of the one before.
  works "$@" || ask "$@" <<EOF || return 1
ALTER USER '$NAME'@'%' IDENTIFIED BY '$USER_PASSWORD' /*!80014 RETAIN CURRENT PASSWORD */ REQUIRE SSL;
EOF
  works "$@"
}

# A new pod's paths open after a moment, and the primary may be another in a moment.
until make "$@"; do
  if [ $(($(date +%s) - begin)) -ge "$DEADLINE" ]; then
    echo "There is no database $NAME that its user gets into after ${DEADLINE}s: $(tr '\n' ' ' <"$errors")"
    exit 1
  fi
  sleep 2
done
echo "User $NAME gets into database $NAME."
