#!/bin/sh
# Brings the files of a backup from the object storage into a folder, and compares them with its checksums. Its last line says which one
# it was, or what went wrong.
# object-storage.sh stands before it, with functions and what they need.
#   DESTINATION  where backups are: bucket and path
#   BACKUP       the backup, or "newest"
#   TARGET       the folder
#   MARK         a file that says which backup is in place: that one is not fetched. Default: none
# shellcheck disable=SC2154
set -eu

checksums=SHA256SUMS

stop_where_in_place "$BACKUP" "Backup $BACKUP"
await_listing --recursive --files-only --include "/*/$checksums" "store:$DESTINATION/"

chosen=$BACKUP
if [ "$chosen" = newest ]; then
  chosen=$(sort "$listing" | tail -n 1)
  chosen=${chosen%%/*}
  [ -n "$chosen" ] || fail "There is no backup in $DESTINATION"
fi
grep -qx "$chosen/$checksums" "$listing" || fail "There is no complete backup $chosen in $DESTINATION"

rclone copy "store:$DESTINATION/$chosen" "$TARGET" || fail "Backup $chosen could not be fetched: $(problem)"
(cd "$TARGET" && sha256sum -c "$checksums" >/dev/null 2>"$errors") || fail "Backup $chosen is damaged: $(problem)"
rm "$TARGET/$checksums"
echo "Backup $chosen is fetched."
