#!/bin/sh
# Removes the data of outdated backups from the object storage, and nothing outside the folder of backups. Its last line says what went
# wrong.
# object-storage.sh stands before it, with functions and what they need.
#   OUTDATED     the file that they stand in, one a line: NAME DESTINATION, as s3://BUCKET/PATH
#   DESTINATION  where backups are: bucket and path
set -eu

removed=0
kept() { fail "The data of backup $1 could not be removed: $2"; }

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
  '' | */* | .* | s3:*) kept "$name" "$destination is not a folder of $DESTINATION" ;;
  esac
  rclone purge "store:$DESTINATION/$folder" || is_absent || kept "$name" "$(problem)"
  rclone deletefile "store:$DESTINATION/$folder.md5" || is_absent || kept "$name" "$(problem)"
  removed=$((removed + 1))
done <"$OUTDATED"
echo "The data of $removed outdated backups is removed."
