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
# Where files are unpacked, out of sight of all that use the volume: an unpacking that was cut off is removed, and nothing else is.
restoring=.infra-restoring
# Lists of many files do not fit into what a container has for temporary ones.
work=$FOLDER/.work
rm -rf "$work"
mkdir "$work"
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM

fail() {
  echo "$1"
  exit 1
}
problem() { tail -n 1 "$work/errors"; }
# What is at the top of a volume, but for what is the file system's and what is left here: as names that end in a zero.
names() { (cd "$1" && find . -mindepth 1 -maxdepth 1 ! -name lost+found ! -name '.infra-*' -print0 | sort -z); }
# Packs the files of a folder whose names it reads.
pack() { tar -C "$1" --numeric-owner --sort=name --null --files-from=- -cf -; }
# What an archive holds: each entry, and the checksum of each file, in their order.
entries() { tar --numeric-owner --full-time -tvf "$@"; }
checksums() { tar --to-command=sha256sum -xf "$@"; }
contents() { entries "$archive" && checksums "$archive"; }
contents_of() {
  names "$1" | pack "$1" | entries -
  names "$1" | pack "$1" | checksums -
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
  keeping=$DATA/.infra-keeping
  tar -C "$DATA" --numeric-owner --sort=name --null --files-from="$work/names" -czf "$keeping" 2>"$work/errors" \
    || fail "What the volume holds could not be kept: $(problem)"
  tar -C "$DATA" --compare -zf "$keeping" >"$work/errors" 2>&1 || fail "What the volume holds could not be kept: $(problem)"
  aside=$kept$(date -u +%Y%m%dT%H%M%SZ)-$$.tar.gz
  mv "$keeping" "$DATA/$aside"
  sync
  (cd "$DATA" && xargs -0 rm -rf --) <"$work/names" 2>"$work/errors" || fail "What the volume holds could not be removed: $(problem)"
}

# Looks at all that can be wrong before anything is touched.
check() {
  names "$DATA" >"$work/names"
  if [ "$OVER" != yes ] && [ -s "$work/names" ]; then
    fail "The volume holds files, which $SOURCE would come on top of: $(tr '\0\n' '\n?' <"$work/names" | head -n 1)"
  fi
  [ -s "$archive" ] || fail "There is no archive in $SOURCE."
  contents >"$work/contents" 2>"$work/errors" || fail "The archive of $SOURCE is broken: $(problem)"
  # Of another system there is an archive alone.
  [ ! -f "$FOLDER/contents" ] || cmp -s "$FOLDER/contents" "$work/contents" || fail "The archive of $SOURCE does not hold what it held."
  rm -rf "${DATA:?}/$restoring"
  free=$(df -Pk "$DATA" | awk 'NR == 2 { print $4 }')
  needed=$(gzip -dc "$archive" | wc -c)
  needed=$((needed / 1024))
  [ "$(used)" -le "$needed" ] || needed=$(used)
  [ "$free" -gt "$needed" ] || fail "The volume has $free KiB free, and $SOURCE needs $needed: enlarge it, or remove its files $kept*"
}

# Unpacks beside what the volume holds, and compares. What is whole says so.
unpack() {
  files=$DATA/$restoring/files
  mkdir -p "$files"
  timeout "$DEADLINE" tar -C "$files" --numeric-owner --no-overwrite-dir -xpzf "$archive" 2>"$work/errors" \
    || fail "$SOURCE could not be unpacked: $(problem)"
  contents_of "$files" >"$work/unpacked" 2>"$work/errors"
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
  {
    echo "$SOURCE"
    echo "$(grep -c '^-' "$work/unpacked" || true) files of $SOURCE are restored$note; what the volume held: ${aside:-nothing}."
  } >"$whole.new"
  sync
  mv "$whole.new" "$whole"
}

# Moves to its place what is whole, or what is left of it.
place() {
  cd "$DATA/$restoring/files"
  # Nobody but root moves a folder that he may not write to.
  find . -mindepth 1 -maxdepth 1 -type d ! -writable -exec sh -euc '
    volume=$1
    shift
    for folder; do
      mode=$(stat -c %a "$folder")
      chmod u+w "$folder"
      mv -nT -- "$folder" "$volume/$folder"
      chmod "$mode" "$volume/$folder"
    done
  ' sh "$DATA" {} + 2>"$work/errors" || fail "$SOURCE could not be put in place: $(problem)"
  names . | xargs -0 -r mv -n -t "$DATA" -- 2>"$work/errors" || fail "$SOURCE could not be put in place: $(problem)"
  names . >"$work/names"
  [ ! -s "$work/names" ] || fail "The volume holds a file that $SOURCE has, too: $(tr '\0\n' '\n?' <"$work/names" | head -n 1)"
}

restore() {
  # Of several pods that mount the volume, one restores it, and the others wait.
  exec 9>>"$DATA/.infra-lock"
  flock 9
  if [ -f "$DATA/$mark" ] && [ "$(cat "$DATA/$mark")" = "$SOURCE" ]; then
    echo "$SOURCE is restored already."
    return
  fi
  whole=$DATA/$restoring/whole
  if [ ! -f "$whole" ] || [ "$(head -n 1 "$whole")" != "$SOURCE" ]; then
    check
    aside=
    keep
    unpack
  fi
  place
  echo "$SOURCE" >"$DATA/$mark.new"
  mv "$DATA/$mark.new" "$DATA/$mark"
  sync
  tail -n 1 "$whole"
  rm -rf "${DATA:?}/$restoring"
}

case $1 in
save) save ;;
restore) restore ;;
*) fail "There is no $1." ;;
esac
