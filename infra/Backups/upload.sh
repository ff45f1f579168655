#!/bin/sh
# Brings the files of a folder to the object storage as one backup: a folder called by the time, which counts once its checksums are there.
# They come last, after all that is there has been compared. Then backups that are too old are removed, and what broke off a day ago.
# Its last line says what went wrong.
# object-storage.sh stands before it, with functions and what they need.
#   SOURCE          the folder
#   DESTINATION     where backups go: bucket and path
#   RETENTION_DAYS  for how many days a backup is kept; the newest one is kept for ever; empty where none is removed
set -eu

checksums=SHA256SUMS
stamp=%Y%m%dT%H%M%SZ
work=$(mktemp -d)
days_ago() { date -u -d "@$(($(date +%s) - $1 * 86400))" "+$stamp"; }

await_listing --dirs-only "store:$DESTINATION/"

(cd "$SOURCE" && find . -type f -exec sha256sum {} +) >"$work/$checksums"
[ -s "$work/$checksums" ] || fail "There is nothing to bring: $SOURCE is empty"

backup=$(date -u "+$stamp")
target="store:$DESTINATION/$backup"
rclone copy "$SOURCE" "$target" || fail "Backup $backup could not be brought to the object storage: $(problem)"
rclone check --one-way "$SOURCE" "$target" || fail "Backup $backup is another in the object storage: $(problem)"
rclone copyto "$work/$checksums" "$target/$checksums" || fail "Backup $backup could not be completed: $(problem)"

if [ -z "$RETENTION_DAYS" ]; then
  echo "Backup $backup is there."
  exit 0
fi

# In the order of time, as their names are.
rclone lsf --recursive --files-only --include "/*/$checksums" "store:$DESTINATION/" >"$work/complete" \
  || fail "Backup $backup is there, but old ones could not be listed: $(problem)"
rclone lsf --dirs-only "store:$DESTINATION/" >"$work/all" \
  || fail "Backup $backup is there, but old ones could not be listed: $(problem)"
newest=$(sort "$work/complete" | tail -n 1)
newest=${newest%%/*}
kept=$(days_ago "$RETENTION_DAYS")
broken=$(days_ago 1)
sort "$work/all" | while read -r folder; do
  name=${folder%/}
  case $name in
  [0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]T[0-9][0-9][0-9][0-9][0-9][0-9]Z) ;;
  *) continue ;;
  esac
  limit=$kept
  grep -qx "$name/$checksums" "$work/complete" || limit=$broken
  if [ "$name" != "$newest" ] && expr "$name" '<' "$limit" >/dev/null; then
    # What makes it count goes first.
    rclone deletefile "store:$DESTINATION/$name/$checksums" || is_absent || exit 1
    rclone purge "store:$DESTINATION/$name" || exit 1
    echo "Backup $name is removed."
  fi
done || fail "Backup $backup is there, but an old one could not be removed: $(problem)"
echo "Backup $backup is there."
