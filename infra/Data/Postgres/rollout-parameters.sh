#!/bin/sh
# Waits until the server that takes writes has the declared parameters, and none that waits for a restart: a change is written down first,
# and the server is restarted after that. Its last line says what went wrong. psql gets the server from PGHOST and its like.
#   PARAMETERS  the parameters, one a line: NAME=VALUE
#   DEADLINE    the longest that it may take, in seconds
set -eu

begin=$(date +%s)
errors=$(mktemp)

ask() { psql --no-psqlrc --tuples-only --no-align --quiet --set=ON_ERROR_STOP=1 "$@" 2>"$errors"; }

# What is not as declared, in a few words; nothing where all is. The server shows 1024MB as 1GB and 3600s as 1h.
difference() {
  ask --set=declared="$PARAMETERS" <<'SQL'
WITH declared AS (
  SELECT split_part(line, '=', 1) AS name, substr(line, strpos(line, '=') + 1) AS value
  FROM regexp_split_to_table(:'declared', E'\n') AS line
), compared AS (
  SELECT declared.name, value, unit, current_setting(declared.name, true) AS shown,
    CASE
      WHEN unit IS NULL OR value !~ '^-?[0-9]+$' THEN value
      ELSE value::bigint * coalesce(substring(unit FROM '^[0-9]+'), '1')::bigint || ltrim(unit, '0123456789')
    END AS amount
  FROM declared LEFT JOIN pg_settings USING (name)
), differences AS (
  SELECT format('%s is %s, not %s', name, coalesce(shown, 'not known'), value) AS difference
  FROM compared
  WHERE CASE
    WHEN shown IS NULL THEN true
    WHEN shown = value THEN false
    WHEN unit ~ 'B$' AND shown ~ 'B$' THEN pg_size_bytes(shown) <> pg_size_bytes(amount)
    WHEN unit IN ('us', 'ms', 's', 'min', 'h', 'd') AND shown ~ '[a-z]$' THEN shown::interval <> amount::interval
    ELSE true
  END
  UNION ALL
  SELECT format('%s waits for a restart', name) FROM pg_settings WHERE pending_restart
  UNION ALL
  SELECT 'it is a replica' WHERE pg_is_in_recovery()
)
SELECT string_agg(difference, ', ') FROM differences
SQL
}

while :; do
  if wrong=$(difference); then
    [ -n "$wrong" ] || break
  else
    wrong="it does not answer: $(tr '\n' ' ' <"$errors")"
  fi
  if [ $(($(date +%s) - begin)) -ge "$DEADLINE" ]; then
    echo "The server is not as declared after ${DEADLINE}s: $wrong"
    exit 1
  fi
  sleep 2
done
started=$(ask --command='SELECT pg_postmaster_start_time()') || started="a moment ago"
echo "The server has the declared parameters. It runs since $started."
