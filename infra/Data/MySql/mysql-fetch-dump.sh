#!/bin/sh
# Brings a dump from the object storage into a folder. Its last line says what went wrong.
#   SOURCE  the dump: bucket, path and name
#   TARGET  the folder
set -eu

begin=$(date +%s)
errors=$(mktemp)

# A path that has just been opened takes a moment.
until rclone --retries 3 --low-level-retries 10 copyto "store:$SOURCE" "$TARGET/${SOURCE##*/}" 2>"$errors"; do
  if grep -q 'not found' "$errors" || [ $(($(date +%s) - begin)) -ge 60 ]; then
    echo "The dump $SOURCE could not be fetched: $(tail -n 1 "$errors")"
    exit 1
  fi
  sleep 2
done
echo "The dump $SOURCE is fetched."
