#!/bin/sh
# Removes the data of outdated backups from the object storage, and nothing outside the folder of backups. Its last line says what went
# wrong.
#   OUTDATED     the file that they stand in, one a line: NAME DESTINATION, as s3://BUCKET/PATH
#   DESTINATION  where backups are: bucket and path
set -eu

errors=$(mktemp)
removed=0

store() { rclone --retries 3 --low-level-retries 10 "$@" 2>"$errors"; }
fail() {
  echo "The data of backup $1 could not be removed: $2"
  exit 1
}

while read -r name destination; do
  # One that never began has none.
  [ -n "$destination" ] || continue
  folder=${destination#"s3://$DESTINATION/"}
  # Where backups went before, nobody prunes.
  case $destination in
  "s3://$DESTINATION/"*) ;;
  *)
    echo "The data of backup $name is at $destination, and stays."
    continue
    ;;
  esac
  case $folder in
  '' | */* | .* | s3:*) fail "$name" "$destination is not a folder of $DESTINATION" ;;
  esac
  store purge "store:$DESTINATION/$folder" || grep -q 'not found' "$errors" || fail "$name" "$(tail -n 1 "$errors")"
  store deletefile "store:$DESTINATION/$folder.md5" || grep -q 'not found\|is a directory' "$errors" || fail "$name" "$(tail -n 1 "$errors")"
  removed=$((removed + 1))
done <"$OUTDATED"
echo "The data of $removed outdated backups is removed."
