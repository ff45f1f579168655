#!/bin/sh
# What scripts that open the object storage have in common. It stands before them.
set -eu

errors=$(mktemp)

fail() {
  echo "$1"
  exit 1
}
problem() { grep -v '^$' "$errors" | tail -n 1; }
# By itself it waits for five minutes on a store that has fallen silent, and then thirty times again.
rclone() { command rclone --contimeout 10s --timeout 30s --retries 2 --low-level-retries 2 "$@" 2>"$errors"; }
# Whether what it asked for is not there. That rclone has no file of settings it says, too, and in like words.
is_absent() { grep -q -e 'directory not found' -e 'object not found' -e "is a directory or doesn't exist" "$errors"; }
# Waits until PATH can be listed, and writes what is in it to the file $listing: a path through the network that has just been opened takes
# a moment. Nothing is there where the store says so.
await_listing() {
  begin=$(date +%s)
  listing=$(mktemp)
  until rclone --timeout 5s --retries 1 --low-level-retries 1 lsf "$@" >"$listing"; do
    if is_absent; then
      : >"$listing"
      return
    fi
    [ "$(($(date +%s) - begin))" -lt 60 ] || fail "The object storage does not answer: $(problem)"
    sleep 2
  done
}
# Ends the script where the file $MARK says that SOURCE is in place.
stop_where_in_place() {
  if [ -n "${MARK:-}" ] && [ "$(cat "$MARK" 2>/dev/null)" = "$1" ]; then
    echo "$2 is in place already."
    exit 0
  fi
}
