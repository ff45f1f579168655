#!/bin/sh
# Starts a server that nobody else reaches on data that was restored, and counts its keys: they are those that the backup had. Its last
# line says what went wrong.
#   ENGINE    the engine, with whose name the programs begin: valkey or redis
#   DATA      the folder of the data
#   COUNTS    the file with the number of keys of the backup, and how many of them expire
#   DEADLINE  the longest that the server may take to load them, in seconds
set -eu

begin=$(date +%s)
folder=$(mktemp -d)
log=$folder/log
server=
fail() {
  echo "$1"
  exit 1
}
finish() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  [ -z "$server" ] || wait "$server" 2>/dev/null || true
  rm -rf "$folder"
}
trap finish EXIT
trap 'exit 1' INT TERM
ask() { timeout 10 "$ENGINE-cli" -e -s "$folder/socket" "$@"; }

read -r keys expiring <"$COUNTS" || fail "The backup does not say how many keys it has."
"$ENGINE-server" --port 0 --unixsocket "$folder/socket" --dir "$DATA" --appendonly yes --save '' >"$log" 2>&1 &
server=$!
until ask ping >/dev/null 2>&1; do
  kill -0 "$server" 2>/dev/null || fail "The server does not start on the backup: $(grep -v '^$' "$log" | tail -n 1)"
  [ $(($(date +%s) - begin)) -lt "$DEADLINE" ] || fail "The server does not serve the backup after ${DEADLINE}s."
  sleep 1
done

# One line a database: db0:keys=3,expires=1,avg_ttl=0. What has expired since is gone, and nothing else.
ask info keyspace | tr -d '\r' >"$folder/keyspace"
sum() {
  awk -F '[=,:]' -v field="$1" '/^db/ { for (i = 2; i < NF; i++) if ($i == field) total += $(i + 1) } END { print total + 0 }' \
    "$folder/keyspace"
}
lasting=$(($(sum keys) - $(sum expires)))
if [ "$lasting" -ne $((keys - expiring)) ]; then
  fail "The backup has $((keys - expiring)) keys that do not expire, and the server serves $lasting."
fi
[ "$(sum expires)" -le "$expiring" ] || fail "The backup has $expiring keys that expire, and the server serves $(sum expires)."
echo "The server serves $(sum keys) of $keys keys after $(($(date +%s) - begin))s; $((keys - $(sum keys))) have expired."
