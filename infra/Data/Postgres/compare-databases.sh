#!/bin/sh
# Compares two Postgres databases: the rows of each table, the numbers of each sequence, large objects and extensions. Nobody may write to
# either meanwhile. Its last line says how many things are alike; where some are not, each has a line of its own, and it fails.
#   SOURCE  the database that data came from, as a URL
#   TARGET  the database that it came into, as a URL
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# Of each thing, what it is called and what is counted, with a tab between them. Tables and sequences are asked one by one.
list() {
  psql --no-psqlrc --quiet --tuples-only --no-align --field-separator='	' --set=ON_ERROR_STOP=1 --dbname="$1" <<'EOF'
SELECT format('SELECT %L, count(*) FROM %I.%I', 'table ' || n.nspname || '.' || c.relname, n.nspname, c.relname)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
\gexec
SELECT format('SELECT %L, last_value FROM %I.%I', 'sequence ' || n.nspname || '.' || c.relname, n.nspname, c.relname)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'S' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
\gexec
SELECT 'large objects', count(*) FROM pg_largeobject_metadata;
SELECT 'extension ' || extname, 'there' FROM pg_extension;
EOF
}

list "$SOURCE" >"$folder/source"
list "$TARGET" >"$folder/target"

awk -F '	' '
  NR == FNR { source[$1] = $2; next }
  { target[$1] = $2 }
  END {
    for (name in source)
      if (!(name in target)) different[name] = source[name] " in the source, not in the target"
      else if (source[name] != target[name]) different[name] = source[name] " in the source, " target[name] " in the target"
      else alike++
    for (name in target)
      if (!(name in source)) different[name] = "not in the source, " target[name] " in the target"
    for (name in different) { print name ": " different[name] | "sort"; count++ }
    close("sort")
    if (count) { printf "%d are not alike, %d are.\n", count, alike; exit 1 }
    printf "All %d are alike.\n", alike
  }' "$folder/source" "$folder/target"
