#!/bin/sh
# Copies what is new from one bucket to another. It only adds: what is gone from the first stays in the second, and what has become another
# in the first is not copied, but a failure. Its last line says what went wrong.
# object-storage.sh stands before it, with functions and what they need.
#   SOURCE       bucket and path of the remote "store"
#   DESTINATION  bucket and path of the remote "copy"
# shellcheck disable=SC2154
set -eu

# What makes a backup count: barman's catalogue entry, which is written when a base backup begins, and again when it ends; and checksums, which
# come last. They are read before all else is copied, and copied after it, so that nothing counts in the copy that is not whole there.
growing=backup.info
last=SHA256SUMS

await_listing "store:$SOURCE"

late=$(mktemp -d)
rclone copy --fast-list --include "$growing" --include "$last" "store:$SOURCE" "$late" || fail "Not all could be read: $(problem)"
changed=
add() {
  rclone copy --fast-list --immutable "$@" "copy:$DESTINATION" || {
    grep -q 'immutable file modified' "$errors" || fail "Not all could be copied: $(problem)"
    changed=$(grep 'immutable file modified' "$errors" | sed -E 's/^.*(ERROR|NOTICE) *: ([^:]*):.*$/\2/' | head -n 1)
  }
}
add --exclude "$growing" --exclude "$last" "store:$SOURCE"
add --include "$last" "$late"
rclone copy --include "$growing" "$late" "copy:$DESTINATION" || fail "Not all could be copied: $(problem)"
[ -z "$changed" ] || fail "What was copied before has become another in the first bucket, and was not copied again: $changed"
echo "What was new is copied."
