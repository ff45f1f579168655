#!/bin/sh
# Compares two MySQL or MariaDB databases: the rows of each table, and which views, routines, triggers and events there are. Nobody may
# write to either meanwhile. Its last line says how many things are alike; where some are not, each has a line of its own, and it fails.
#   SOURCE, TARGET                    option files with host, port, user and password, as mysql --defaults-extra-file reads them
#   SOURCE_DATABASE, TARGET_DATABASE  the database that data came from, and the one that it came into
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# What is written down of an import is none of the data.
statements() {
  cat <<'SQL'
SELECT CONCAT('SELECT ', QUOTE(CONCAT('table ', table_name)), ', COUNT(*) FROM `', REPLACE(table_name, '`', '``'), '`;')
FROM information_schema.tables
WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' AND table_name <> 'platform_load';
SQL
}
others() {
  cat <<'SQL'
SELECT CONCAT('view ', table_name), 'there' FROM information_schema.views WHERE table_schema = DATABASE();
SELECT CONCAT(LOWER(routine_type), ' ', routine_name), 'there' FROM information_schema.routines WHERE routine_schema = DATABASE();
SELECT CONCAT('trigger ', trigger_name), 'there' FROM information_schema.triggers WHERE trigger_schema = DATABASE();
SELECT CONCAT('event ', event_name), 'there' FROM information_schema.events WHERE event_schema = DATABASE();
SQL
}
ask() { mysql --defaults-extra-file="$1" --batch --raw --skip-column-names "$2"; }
list() {
  statements | ask "$1" "$2" >"$folder/statements"
  others >>"$folder/statements"
  ask "$1" "$2" <"$folder/statements" >"$folder/listed"
  LC_ALL=C sort "$folder/listed"
}

list "$SOURCE" "$SOURCE_DATABASE" >"$folder/source"
list "$TARGET" "$TARGET_DATABASE" >"$folder/target"
if diff "$folder/source" "$folder/target" >"$folder/different"; then
  echo "All $(wc -l <"$folder/source") are alike."
  exit 0
fi
sed -n 's/^< /in the source: /p; s/^> /in the target: /p' "$folder/different"
echo "The databases are not alike."
exit 1
