#!/bin/sh
# Removes dumps that are too old and have no folder of their own. Its last line says what went wrong.
#   DESTINATION     where they are: bucket and path
#   RETENTION_DAYS  for how many days a dump is kept
set -eu

errors=$(mktemp)
if rclone delete --retries 3 --max-depth 1 --include '*.sql.gz' --min-age "${RETENTION_DAYS}d" "store:$DESTINATION/" 2>"$errors" ||
  grep -q 'directory not found' "$errors"; then
  echo "Of dumps without a folder of their own, those older than $RETENTION_DAYS days are removed."
else
  echo "Old dumps could not be removed: $(tail -n 1 "$errors")"
  exit 1
fi
