#!/bin/sh
# Copies the data of a running server to a file, and checks the file: a copy that breaks off is no backup. The server sends it as it does
# to a replica, and stops for nobody. Its last line says what went wrong.
#   ENGINE    the engine, with whose name the programs begin: valkey or redis
#   SERVER    the host, and PORT its port
#   ACCOUNT   the user; REDISCLI_AUTH is its password
#   FOLDER    where the copy goes: dump.rdb, and in the file keys how many keys it has, and how many of them expire
#   DEADLINE  the longest that it may take, in seconds
set -eu

copy=$FOLDER/dump.rdb
log=$(mktemp)
begin=$(date +%s)

age() { echo $(($(date +%s) - begin)); }
fail() {
  rm -f "$copy"
  echo "$1"
  exit 1
}
problem() { tr '\r' '\n' <"$log" | grep -v '^$' | tail -n 1; }
copied() {
  timeout "$((DEADLINE - $(age)))" "$ENGINE-cli" --no-auth-warning -h "$SERVER" -p "$PORT" --user "$ACCOUNT" --rdb "$copy" >"$log" 2>&1
}

# A new pod's paths open after a moment, and a server that has just started loads its data first.
until copied; do
  if grep -q -e WRONGPASS -e NOPERM "$log"; then
    fail "$SERVER does not let $ACCOUNT copy its data: $(problem)"
  fi
  [ "$(age)" -lt "$((DEADLINE - 10))" ] || fail "The data could not be copied within ${DEADLINE}s: $(problem)"
  sleep 5
done
"$ENGINE-check-rdb" "$copy" >"$log" 2>&1 || fail "The copy is broken: $(sed -n 's/^\[offset [0-9]*\] //p' "$log" | tail -n 1)"

count() { sed -n "s/^\[info\] \([0-9]*\) $1\$/\1/p" "$log"; }
echo "$(count 'keys read') $(count expires)" >"$FOLDER/keys"
read -r keys expiring <"$FOLDER/keys"
[ -n "$expiring" ] || fail "$ENGINE-check-rdb does not say how many keys the copy has: $(problem)"
echo "The copy is whole: $(wc -c <"$copy") bytes, $keys keys, of which $expiring expire."
