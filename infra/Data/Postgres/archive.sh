#!/bin/sh
# Fills a segment of the write-ahead log, and waits until the server has archived it: then all that was written before is archived, too.
# Its last line says what went wrong. psql gets the server from PGHOST and its like.
#   LOOK      the command that shows why the archiver fails
#   DEADLINE  the longest that it may take, in seconds
set -eu

begin=$(date +%s)
errors=$(mktemp)

ask() { psql --no-psqlrc --tuples-only --no-align --quiet --set=ON_ERROR_STOP=1 "$@" 2>"$errors"; }
problem() { tr '\n' ' ' <"$errors"; }
age() { echo $(($(date +%s) - begin)); }
fail() {
  echo "$1"
  exit 1
}

# A new pod's paths open after a moment, and the primary may be another in a moment. The byte after the last one is in the segment that
# is written next.
until segment=$(ask --command='SELECT pg_walfile_name(pg_current_wal_insert_lsn() + 1)'); do
  [ "$(age)" -lt "$DEADLINE" ] || fail "The database does not answer: $(problem)"
  sleep 2
done

# Messages that nobody reads, as long as a segment: whoever may not switch segments may write them.
fill="SELECT count(pg_logical_emit_message(false, 'archive', repeat(' ', 1048576)))
  FROM generate_series(1, pg_size_bytes(current_setting('wal_segment_size')) / 1048576)"
until ask --command="$fill" >/dev/null; do
  [ "$(age)" -lt "$DEADLINE" ] || fail "No segment could be filled: $(problem)"
  sleep 2
done

failing=0
while :; do
  answer=$(
    ask --set=segment="$segment" <<'EOF'
SELECT CASE
  WHEN left(last_archived_wal, 24) COLLATE "C" >= :'segment' AND last_archived_wal ~ '^[0-9A-F]{24}' THEN 'archived'
  WHEN last_failed_time > coalesce(last_archived_time, '-infinity') THEN 'fails at ' || last_failed_wal
  ELSE 'has last archived ' || coalesce(last_archived_wal, 'nothing')
END
FROM pg_stat_archiver
EOF
  ) || answer="does not answer: $(problem)"
  case $answer in
  archived) break ;;
  fails*) failing=$((failing + 1)) ;;
  *) failing=0 ;;
  esac
  # An attempt that failed three times is made again after a minute.
  [ "$failing" -lt 45 ] || fail "The write-ahead log is not archived: the server $answer. Why: $LOOK"
  [ "$(age)" -lt "$DEADLINE" ] || fail "Segment $segment is not archived after ${DEADLINE}s: the server $answer. Why: $LOOK"
  sleep 2
done
echo "Segment $segment of the write-ahead log is archived."
