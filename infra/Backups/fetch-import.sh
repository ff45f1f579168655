#!/bin/sh
# Brings what another system has left in the object storage into a folder. Its last line says what went wrong.
# object-storage.sh stands before it, with functions and what they need.
#   BUCKET  the bucket
#   OBJECT  the path in it, of a file or of a folder
#   TARGET  the folder
#   AS      what the one file is called there. Default: all files, as they are called
#   MARK    a file that says which path is in place: that one is not fetched. Default: none
set -eu

stop_where_in_place "$OBJECT" "$OBJECT"
await_listing "store:$BUCKET/$OBJECT"
incoming=$(mktemp -d "$TARGET/.incoming-XXXXXX")
rclone copy "store:$BUCKET/$OBJECT" "$incoming" || fail "$OBJECT could not be fetched from $BUCKET: $(problem)"
count=$(find "$incoming" -type f | wc -l)
[ "$count" -gt 0 ] || fail "There is no $OBJECT in $BUCKET, whose name is no part of the path"
if [ -n "${AS:-}" ]; then
  [ "$count" -eq 1 ] || fail "$OBJECT is no file, but a folder of $count files"
  find "$incoming" -type f -exec mv {} "$TARGET/$AS" ';'
else
  mv "$incoming"/* "$TARGET/"
fi
rm -rf "$incoming"
echo "$OBJECT is fetched."
