#!/bin/sh
# Brings the files of a backup from the object storage into a folder, and compares them with its checksums. Its last line says which one
# it was, or what went wrong.
#   DESTINATION  where backups are: bucket and path
#   BACKUP       the backup, or "newest"
#   TARGET       the folder
#   MARK         a file that says which backup is in place: that one is not fetched. Default: none
set -eu

checksums=SHA256SUMS
errors=$(mktemp)

fail() {
  echo "$1"
  exit 1
}
store() { rclone --retries 3 --low-level-retries 10 "$@" 2>"$errors"; }
problem() { tail -n 1 "$errors"; }

if [ -n "${MARK:-}" ] && [ "$(cat "$MARK" 2>/dev/null)" = "$BACKUP" ]; then
  echo "Backup $BACKUP is in place already."
  exit 0
fi

# A path that has just been opened takes a moment.
begin=$(date +%s)
until complete=$(store lsf --recursive --files-only --include "/*/$checksums" "store:$DESTINATION/"); do
  if grep -q 'directory not found' "$errors"; then
    complete=
    break
  fi
  [ "$(($(date +%s) - begin))" -lt 60 ] || fail "The object storage does not answer: $(problem)"
  sleep 2
done

chosen=$BACKUP
if [ "$chosen" = newest ]; then
  chosen=$(printf '%s' "$complete" | sort | tail -n 1)
  chosen=${chosen%%/*}
  [ -n "$chosen" ] || fail "There is no backup in $DESTINATION"
fi
printf '%s\n' "$complete" | grep -qx "$chosen/$checksums" || fail "There is no complete backup $chosen in $DESTINATION"

store copy "store:$DESTINATION/$chosen" "$TARGET" || fail "Backup $chosen could not be fetched: $(problem)"
(cd "$TARGET" && sha256sum -c "$checksums" >/dev/null 2>"$errors") || fail "Backup $chosen is damaged: $(problem)"
rm "$TARGET/$checksums"
echo "Backup $chosen is fetched."
