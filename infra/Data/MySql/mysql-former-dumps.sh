#!/bin/sh
# Removes dumps that are too old and have no folder of their own. Its last line says what went wrong.
# object-storage.sh stands before it, with functions and what they need.
#   DESTINATION     where they are: bucket and path
#   RETENTION_DAYS  for how many days a dump is kept
set -eu

rclone delete --max-depth 1 --include '*.sql.gz' --min-age "${RETENTION_DAYS}d" "store:$DESTINATION/" \
  || is_absent \
  || fail "Old dumps could not be removed: $(problem)"
echo "Of dumps without a folder of their own, those older than $RETENTION_DAYS days are removed."
