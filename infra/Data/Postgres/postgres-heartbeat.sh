#!/bin/sh
# Writes the time into a row of a Postgres database, in a schema of its own: a restore drill tells by it how new what it restored is. Its
# last line says what went wrong. psql gets the server from PGHOST and its like.
#   DEADLINE  the longest that the server is waited for, in seconds
set -eu

begin=$(date +%s)
errors=$(mktemp)

# A new pod's paths open after a moment, and the primary may be another in a moment.
until psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --single-transaction >/dev/null 2>"$errors" <<'SQL'
SET client_min_messages = warning;
CREATE SCHEMA IF NOT EXISTS recovery_drill;
CREATE TABLE IF NOT EXISTS recovery_drill.heartbeat (single boolean PRIMARY KEY CHECK (single), at timestamptz NOT NULL);
INSERT INTO recovery_drill.heartbeat VALUES (true, now()) ON CONFLICT (single) DO UPDATE SET at = excluded.at;
SQL
do
  if [ $(($(date +%s) - begin)) -ge "$DEADLINE" ]; then
    echo "The time could not be written: $(tr '\n' ' ' <"$errors")"
    exit 1
  fi
  sleep 2
done
echo "The time is written."
