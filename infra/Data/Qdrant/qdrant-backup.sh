#!/bin/sh
# Saves the collections of a server as snapshots, or restores them. Its last line says what went wrong.
# Usage: qdrant-backup.sh save | restore
#   URL       the address of the REST API, and API_KEY its key
#   FOLDER    the backup: 1.snapshot and so on; in the file collections a line each with number, checksum, points and name; in the file
#             aliases a line each with the number of the collection and the alias
#   DEADLINE  the longest that it may take, in seconds
# For restore:
#   SOURCE    what the backup is called: letters, digits and '-'
#   OVER      yes where the server may hold collections, of which those are replaced that the backup has; no where it must hold none
set -eu

begin=$(date +%s)
work=$(mktemp -d)
answer=$work/answer
marks=infra-recovered-
# The collection that is there while a restore is under way, and after one that was cut off.
begun=infra-recovering-
left=

age() { echo $(($(date +%s) - begin)); }
# Every byte of a name, as a part of a path.
encoded() { printf '%s' "$1" | od -An -v -tx1 | tr -d '\n' | sed 's/ /%/g'; }
# Asks METHOD PATH, and writes the answer to the file $answer.
call() {
  method=$1
  path=$2
  shift 2
  seconds=$((DEADLINE - $(age)))
  [ "$seconds" -gt 0 ] || seconds=1
  code=
  code=$(
    curl -sS --max-time "$seconds" -X "$method" -H "@$work/key" -o "$answer" -w '%{http_code}' "$@" "$URL$path" 2>"$work/errors"
  ) && [ "$code" -lt 300 ]
}
send() { call "$1" "$2" -H 'content-type: application/json' -d "$3"; }
problem() {
  [ ! -s "$work/errors" ] || tail -n 1 "$work/errors"
  [ -s "$work/errors" ] || echo "it answers $code $(sed -n 's/.*"error":"\([^"]*\)".*/\1/p' "$answer")"
}
# The values of a name in the answer, a line each.
texts() { grep -o "\"$1\":\"[^\"]*\"" "$answer" | cut -d '"' -f 4; }
number() { sed -n "s/.*\"$1\":\([0-9]*\).*/\1/p" "$answer"; }
checksum() { sha256sum <"$1" | cut -d ' ' -f 1; }
fail() {
  echo "$1"
  exit 1
}
# A snapshot that stays would fill the server's volume.
finish() {
  if [ -n "$left" ]; then
    answer=$work/answer
    begin=$(($(date +%s) - DEADLINE + 20))
    call DELETE "$left" || true
  fi
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 1' INT TERM

# A new pod's paths open after a moment, and a server that has just started loads its collections first.
find_collections() {
  printf 'api-key: %s\n' "$API_KEY" >"$work/key"
  until call GET /collections; do
    case $code in 401 | 403) fail "The server does not take the key: $(problem)" ;; esac
    [ "$(age)" -lt $((DEADLINE / 2)) ] || fail "The server does not answer: $(problem)"
    sleep 2
  done
  texts name >"$work/all" || true
  # The marks that a restore leaves are none of the data.
  grep -v -e "^$marks" -e "^$begun" "$work/all" >"$work/names" || true
}

save_collection() {
  collection=/collections/$(encoded "$2")
  send POST "$collection/points/count" '{"exact":true}' || fail "The points of $2 could not be counted: $(problem)"
  points=$(number count)
  call POST "$collection/snapshots?wait=true" -H 'content-length: 0' || fail "No snapshot of $2 could be taken: $(problem)"
  snapshot=$(texts name || true)
  expected=$(texts checksum || true)
  if [ -z "$snapshot" ] || [ -z "$expected" ]; then
    fail "The server does not say what the snapshot of $2 is: $(cat "$answer")"
  fi
  left=$collection/snapshots/$(encoded "$snapshot")
  answer=$FOLDER/$1.snapshot
  call GET "$left" || fail "The snapshot of $2 could not be fetched: $(problem)"
  answer=$work/answer
  [ "$(checksum "$FOLDER/$1.snapshot")" = "$expected" ] || fail "The snapshot of $2 arrived broken: it has another checksum."
  call DELETE "$left" || fail "The snapshot of $2 could not be deleted on the server: $(problem)"
  left=
  call GET "$collection/aliases" || fail "The aliases of $2 could not be read: $(problem)"
  texts alias_name >"$work/aliases" || true
  sed "s/^/$1 /" "$work/aliases" >>"$FOLDER/aliases"
  echo "$1 $expected $points $2" >>"$FOLDER/collections"
}

save() {
  find_collections
  : >"$FOLDER/collections"
  : >"$FOLDER/aliases"
  count=0
  while IFS= read -r name; do
    count=$((count + 1))
    save_collection "$count" "$name"
  done <"$work/names"
  echo "$count collections are saved, with $(awk '{ total += $3 } END { print total + 0 }' "$FOLDER/collections") points."
}

# Nothing is touched before all of it is there and whole. Snapshots of another server have no list: each is called as its collection.
check_backup() {
  list=$FOLDER/collections
  if [ ! -f "$list" ]; then
    list=$work/collections
    for file in "$FOLDER"/*.snapshot; do
      [ -f "$file" ] || fail "There is no snapshot in $SOURCE."
      name=$(basename "$file" .snapshot)
      case $name in *' '*) fail "A snapshot is called as its collection, without blanks: $name" ;; esac
      echo "$name $(checksum "$file") - $name" >>"$list"
    done
  fi
  while read -r file expected points name; do
    [ -s "$FOLDER/$file.snapshot" ] || fail "$SOURCE has no snapshot of collection $name."
    [ "$(checksum "$FOLDER/$file.snapshot")" = "$expected" ] || fail "The snapshot of $name in $SOURCE is broken: it has another checksum."
  done <"$list"
}

restore_collection() {
  collection=/collections/$(encoded "$4")
  call POST "$collection/snapshots/upload?wait=true&priority=snapshot&checksum=$2" -F "snapshot=@$FOLDER/$1.snapshot" \
    || fail "Collection $4 could not be restored: $(problem)"
  send POST "$collection/points/count" '{"exact":true}' || fail "The points of $4 could not be counted: $(problem)"
  restored=$(number count)
  [ "$3" = - ] || [ "$restored" = "$3" ] || fail "Collection $4 had $3 points and has $restored after the restore."
  total=$((total + restored))
  [ -f "$FOLDER/aliases" ] || return 0
  sed -n "s/^$1 //p" "$FOLDER/aliases" >"$work/aliases"
  call GET /aliases || fail "The aliases could not be read: $(problem)"
  texts alias_name >"$work/turned" || true
  # One that leads elsewhere is turned, in one step.
  while IFS= read -r alias; do
    actions="{\"create_alias\":{\"alias_name\":\"$alias\",\"collection_name\":\"$4\"}}"
    if grep -qxF "$alias" "$work/turned"; then
      actions="{\"delete_alias\":{\"alias_name\":\"$alias\"}},$actions"
    fi
    send POST /collections/aliases "{\"actions\":[$actions]}" || fail "Alias $alias could not be made: $(problem)"
  done <"$work/aliases"
}

restore() {
  find_collections
  if grep -qxF "$marks$SOURCE" "$work/all"; then
    echo "$SOURCE is restored already."
    return
  fi
  check_backup
  # What it brought before it was cut off is brought again.
  echo "$begun$SOURCE" >"$work/brought"
  grep -e "^$marks" -e "^$begun" "$work/all" | grep -vxF "$begun$SOURCE" >"$work/marks" || true
  if grep -qxF "$begun$SOURCE" "$work/all"; then
    cut -d ' ' -f 4- "$list" >>"$work/brought"
  fi
  grep -vxF -f "$work/brought" "$work/names" >"$work/held" || true
  if [ "$OVER" != yes ] && [ -s "$work/held" ]; then
    fail "The server holds data, which $SOURCE would come on top of: collection $(head -n 1 "$work/held")"
  fi
  if ! grep -qxF "$begun$SOURCE" "$work/all"; then
    send PUT "/collections/$begun$SOURCE" '{"vectors":{}}' || fail "The mark that $SOURCE is begun could not be set: $(problem)"
  fi
  total=0
  count=0
  while read -r file expected points name; do
    count=$((count + 1))
    restore_collection "$file" "$expected" "$points" "$name"
  done <"$list"
  while IFS= read -r mark; do
    call DELETE "/collections/$mark" || fail "The mark of another restore could not be removed: $(problem)"
  done <"$work/marks"
  send PUT "/collections/$marks$SOURCE" '{"vectors":{}}' || fail "The mark that $SOURCE is restored could not be set: $(problem)"
  call DELETE "/collections/$begun$SOURCE" || fail "The mark that $SOURCE is begun could not be removed: $(problem)"
  echo "$count collections of $SOURCE are restored, with $total points, after $(age)s."
}

case $1 in
save) save ;;
restore) restore ;;
*) fail "There is no $1." ;;
esac
