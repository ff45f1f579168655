#!/bin/sh
# Has the server that starts next serve a snapshot: once, which a mark on the volume says. A server with a log of writes does not read
# dump.rdb, so that the snapshot becomes the base of that log. What the volume held is kept in a folder of its own. Its last line says
# what went wrong.
#   ENGINE    the engine, with whose name the programs begin: valkey or redis
#   SNAPSHOT  the file
#   DATA      the folder of the server's data
#   SOURCE    what the mark says: where the snapshot is from
#   OVER      yes where the volume may hold data, which is moved aside; no where it must hold none
set -eu

log=appendonlydir
base=appendonly.aof.1.base.rdb
mark=$DATA/.loaded
incoming=$DATA/.incoming
checked=$(mktemp)

fail() {
  echo "$1"
  exit 1
}
# The number of keys in a file; fails where it is broken.
keys() {
  "$ENGINE-check-rdb" "$1" >"$checked" 2>&1 || return 1
  sed -n 's/^\[info\] \([0-9]*\) keys read$/\1/p' "$checked"
}
# Files of data in which something was written: a server that has never been written to has a base without keys and an empty log.
written() {
  for file in "$DATA/dump.rdb" "$DATA/$log"/*; do
    case $file in
    *.manifest) continue ;;
    *.rdb) [ ! -s "$file" ] || [ "$(keys "$file")" = 0 ] || echo "${file#"$DATA"/}" ;;
    *) [ ! -s "$file" ] || echo "${file#"$DATA"/}" ;;
    esac
  done
}

if [ -f "$mark" ] && [ "$(cat "$mark")" = "$SOURCE" ]; then
  echo "$SOURCE is loaded already."
  exit 0
fi
# Without a mark, a snapshot that is in place already is what a run brought that was cut off before it said so.
if [ ! -f "$mark" ] && cmp -s "$SNAPSHOT" "$DATA/$log/$base"; then
  OVER=yes
fi
if [ "$OVER" != yes ] && [ -n "$(written)" ]; then
  fail "The volume holds data, which $SOURCE would take the place of: $(written | head -n 1)"
fi
[ -s "$SNAPSHOT" ] || fail "There is no snapshot $SOURCE."
if ! count=$(keys "$SNAPSHOT"); then
  fail "Snapshot $SOURCE is broken, or from a newer server: $(sed -n 's/^\[offset [0-9]*\] //p' "$checked" | tail -n 1)"
fi

# The copy, and the log that the server writes anew beside it.
needed=$(($(wc -c <"$SNAPSHOT") * 2 / 1024))
free=$(df -Pk "$DATA" | awk 'NR == 2 { print $4 }')
[ "$free" -gt "$needed" ] || fail "The volume has $free KiB free, and $SOURCE needs $needed: enlarge it, or remove its folders before-*"

rm -rf "$incoming"
mkdir -p "$incoming/$log"
cp "$SNAPSHOT" "$incoming/$log/$base"
echo "file $base seq 1 type b" >"$incoming/$log/appendonly.aof.manifest"
cmp -s "$SNAPSHOT" "$incoming/$log/$base" || fail "$SOURCE could not be copied to the volume."
sync

# Whatever stops it from here on, the next run has the snapshot still, and what was kept.
aside=
for file in "$DATA/$log" "$DATA/dump.rdb"; do
  [ -e "$file" ] || continue
  [ -n "$aside" ] || aside=$(mktemp -d "$DATA/before-$(date -u +%Y%m%dT%H%M%SZ)-XXXXXX")
  mv "$file" "$aside/"
done
mv "$incoming/$log" "$DATA/$log"
rmdir "$incoming"
echo "$SOURCE" >"$mark.new"
mv "$mark.new" "$mark"
sync
echo "$SOURCE is in place with $count keys; what the volume held: ${aside:-nothing}."
