#!/bin/sh
# Brings what another system has left in the object storage into a folder. Its last line says what went wrong.
#   BUCKET  the bucket
#   OBJECT  the path in it, of a file or of a folder
#   TARGET  the folder
#   AS      what the one file is called there. Default: all files, as they are called
#   MARK    a file that says which path is in place: that one is not fetched. Default: none
set -eu

errors=$(mktemp)
fail() {
  echo "$1"
  exit 1
}
store() { rclone --retries 3 --low-level-retries 10 "$@" 2>"$errors"; }
problem() { tail -n 1 "$errors"; }

if [ -n "${MARK:-}" ] && [ "$(cat "$MARK" 2>/dev/null)" = "$OBJECT" ]; then
  echo "$OBJECT is in place already."
  exit 0
fi

# A path that has just been opened takes a moment.
begin=$(date +%s)
until store lsf "store:$BUCKET/$OBJECT" >/dev/null || grep -q 'not found' "$errors"; do
  [ "$(($(date +%s) - begin))" -lt 60 ] || fail "The object storage does not answer: $(problem)"
  sleep 2
done
incoming=$(mktemp -d "$TARGET/.incoming-XXXXXX")
store copy "store:$BUCKET/$OBJECT" "$incoming" || fail "$OBJECT could not be fetched from $BUCKET: $(problem)"
count=$(find "$incoming" -type f | wc -l)
[ "$count" -gt 0 ] || fail "There is no $OBJECT in $BUCKET"
if [ -n "${AS:-}" ]; then
  [ "$count" -eq 1 ] || fail "$OBJECT is no file, but a folder of $count files"
  find "$incoming" -type f -exec mv {} "$TARGET/$AS" ';'
else
  mv "$incoming"/* "$TARGET/"
fi
rm -rf "$incoming"
echo "$OBJECT is fetched."
