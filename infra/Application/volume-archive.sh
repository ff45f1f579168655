#!/bin/sh
# Saves the files of a volume as an archive, or restores them: with names, links, modes and the numbers of owners. It needs GNU tar.
# Its last line says what went wrong.
# Usage: volume-archive.sh save | restore
#   DATA      the folder that the volume is mounted at
#   FOLDER    the backup: files.tar.gz, and in the file contents what is in it, with a checksum of each file
#   DEADLINE  the longest that packing or unpacking may take, in seconds
# For restore:
#   SOURCE    what the backup is called
#   OVER      yes where the volume may hold files, which are kept in an archive beside; no where it must hold none
set -eu

export LC_ALL=C TZ=UTC
umask 077
archive=$FOLDER/files.tar.gz
mark=.infra-restored
kept=.infra-before-
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM

fail() {
  echo "$1"
  exit 1
}
problem() { tail -n 1 "$work/errors"; }
# What is at the top of a volume, but for what is the file system's and what is left here: as names that end in a zero.
names() { (cd "$1" && find . -mindepth 1 -maxdepth 1 ! -name lost+found ! -name '.infra-*' -print0 | sort -z); }
# Packs the files of the volume whose names it reads.
pack() { tar -C "$DATA" --numeric-owner --sort=name --null --files-from=- -cf -; }
# What an archive holds: each entry, and the checksum of each file, in their order.
entries() { tar --numeric-owner --full-time -tvf "$@"; }
checksums() { tar --to-command=sha256sum -xf "$@"; }
contents() { entries "$archive" && checksums "$archive"; }
contents_of_volume() {
  names "$DATA" | pack | entries -
  names "$DATA" | pack | checksums -
}
# Owners are other ones where the volume is another user's: nobody but root may give files away.
without_owners() { sed 's|^\([^ ]*\)  *[0-9]*/[0-9]*  *|\1 |' "$1"; }
# How many KiB the files of the volume take.
used() { names "$DATA" | (cd "$DATA" && du -ck --files0-from=-) | tail -n 1 | cut -f 1; }

# A file that is written meanwhile is packed in two states; a moment later none may be.
save() {
  attempt=0
  while :; do
    attempt=$((attempt + 1))
    code=0
    names "$DATA" >"$work/names"
    timeout "$DEADLINE" tar -C "$DATA" --numeric-owner --sort=name --null --files-from="$work/names" -czf "$archive" 2>"$work/errors" \
      || code=$?
    [ "$code" -ne 124 ] || fail "The volume could not be packed within ${DEADLINE}s."
    [ "$code" -le 1 ] || fail "The volume could not be packed: $(problem)"
    [ "$code" -ne 0 ] || break
    [ "$attempt" -lt 5 ] || break
    sleep 30
  done
  if grep -q -e ': File shrank by ' "$work/errors"; then
    fail "A file was written each time that it was packed: $(grep -e ': File shrank by ' "$work/errors" | head -n 1)"
  fi
  contents >"$FOLDER/contents" 2>"$work/errors" || fail "The archive is broken: $(problem)"
  echo "$(grep -c '^-' "$FOLDER/contents" || true) files are packed, in $(($(wc -c <"$archive") / 1024)) KiB."
}

# All that there is, into an archive beside it, which is compared before anything is removed.
keep() {
  names "$DATA" >"$work/names"
  [ -s "$work/names" ] || return 0
  aside=$kept$(date -u +%Y%m%dT%H%M%SZ)-$$.tar.gz
  tar -C "$DATA" --numeric-owner --sort=name --null --files-from="$work/names" -czf "$DATA/$aside" 2>"$work/errors" \
    || fail "What the volume holds could not be kept: $(problem)"
  tar -C "$DATA" --compare -zf "$DATA/$aside" >"$work/errors" 2>&1 || fail "What the volume holds could not be kept: $(problem)"
  sync
  (cd "$DATA" && xargs -0 rm -rf --) <"$work/names" 2>"$work/errors" || fail "What the volume holds could not be removed: $(problem)"
}

restore() {
  # Of several pods that mount the volume, one restores it, and the others wait.
  exec 9>>"$DATA/.infra-lock"
  flock 9
  if [ -f "$DATA/$mark" ] && [ "$(cat "$DATA/$mark")" = "$SOURCE" ]; then
    echo "$SOURCE is restored already."
    return
  fi
  names "$DATA" >"$work/names"
  if [ "$OVER" != yes ] && [ -s "$work/names" ]; then
    fail "The volume holds files, which $SOURCE would come on top of: $(tr '\0\n' '\n?' <"$work/names" | head -n 1)"
  fi
  [ -s "$archive" ] || fail "There is no archive in $SOURCE."
  contents >"$work/contents" 2>"$work/errors" || fail "The archive of $SOURCE is broken: $(problem)"
  # Of another system there is an archive alone.
  [ ! -f "$FOLDER/contents" ] || cmp -s "$FOLDER/contents" "$work/contents" || fail "The archive of $SOURCE does not hold what it held."
  free=$(df -Pk "$DATA" | awk 'NR == 2 { print $4 }')
  needed=$(gzip -dc "$archive" | wc -c)
  needed=$((needed / 1024))
  [ "$(used)" -le "$needed" ] || needed=$(used)
  [ "$free" -gt "$needed" ] || fail "The volume has $free KiB free, and $SOURCE needs $needed: enlarge it, or remove its files $kept*"

  aside=
  keep
  timeout "$DEADLINE" tar -C "$DATA" --numeric-owner --no-overwrite-dir -xpzf "$archive" 2>"$work/errors" || fail "$SOURCE could not be unpacked: $(problem)"
  contents_of_volume >"$work/unpacked" 2>"$work/errors"
  note=
  if [ ! -f "$FOLDER/contents" ]; then
    # Others pack in another order, and the folder itself as well: what is in the files is the same.
    for list in contents unpacked; do sed -n 's/^\([0-9a-f]\{64\}\)  -$/\1/p' "$work/$list" | sort >"$work/$list.sums"; done
    cmp -s "$work/contents.sums" "$work/unpacked.sums" || fail "$SOURCE is unpacked otherwise than it was packed."
  elif ! cmp -s "$work/contents" "$work/unpacked"; then
    without_owners "$work/contents" >"$work/expected"
    without_owners "$work/unpacked" >"$work/found"
    cmp -s "$work/expected" "$work/found" || fail "$SOURCE is unpacked otherwise than it was packed."
    note=", whose owner is $(id -u) now"
  fi
  echo "$SOURCE" >"$DATA/$mark.new"
  mv "$DATA/$mark.new" "$DATA/$mark"
  sync
  echo "$(grep -c '^-' "$work/unpacked" || true) files of $SOURCE are restored$note; what the volume held: ${aside:-nothing}."
}

case $1 in
save) save ;;
restore) restore ;;
*) fail "There is no $1." ;;
esac
