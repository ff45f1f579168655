#!/bin/sh
# Masks personal data in a database that nobody else uses, and sees that no row has kept its own. Nothing is changed unless all can be. Its last line says what went wrong. psql gets the server from PGHOST and its like.
#   MASKS     what is masked: a line each of table, columns with commas between them, and the UPDATE, with tabs between the three
#   PERSONAL  a regular expression of the names of columns that look like personal data
#   KEPT      columns of such names that are none: TABLE.COLUMN, with blanks between them
#   HASH      what tells these statements from others
#   DEADLINE  the longest that it may take, in seconds
set -eu

begin=$(date +%s)
work=$(mktemp -d)
errors=$work/errors
list=$work/masks
tab=$(printf '\t')
printf '%s\n' "$MASKS" | grep . >"$list"

ask() { psql --no-psqlrc --tuples-only --no-align --quiet --set=ON_ERROR_STOP=1 "$@" 2>"$errors"; }
problem() { grep -v '^$' "$errors" | head -n 1; }
age() { echo $(($(date +%s) - begin)); }
fail() {
  echo "$1"
  exit 1
}
in_time() { [ "$(age)" -lt "$DEADLINE" ] || fail "$1"; }

# A new pod's paths open after a moment.
until ask --command='SELECT 1' >/dev/null; do
  in_time "The database does not answer: $(problem)"
  sleep 2
done

# Columns that are named are there, and columns that look like personal data are named.
: >"$work/named"
while IFS=$tab read -r table columns _; do
  for column in $(echo "$columns" | tr ',' ' '); do
    found=$(
      ask --set=name="$table" --set=column="$column" <<'SQL'
SELECT format('%s.%I', attrelid::regclass, attname) FROM pg_attribute
WHERE attrelid = to_regclass(:'name') AND attname = :'column' AND attnum > 0 AND NOT attisdropped
SQL
    ) || fail "The columns could not be listed: $(problem)"
    [ -n "$found" ] || fail "There is no column $table.$column, which is to be masked"
    echo "$found" >>"$work/named"
  done
done <"$list"
ask --set=personal="$PERSONAL" >"$work/personal" <<'SQL' || fail "The columns could not be listed: $(problem)"
SELECT format('%s.%I', attrelid::regclass, attname)
FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid JOIN pg_namespace ON pg_namespace.oid = relnamespace
WHERE relkind IN ('r', 'p') AND NOT relispartition AND attnum > 0 AND NOT attisdropped AND regexp_replace(attname, '([a-z0-9])([A-Z])', '\1_\2', 'g') ~* :'personal'
  AND nspname NOT IN ('information_schema', 'pg_catalog') AND nspname NOT LIKE 'pg\_t%'
  AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_class.oid AND deptype = 'e')
ORDER BY 1
SQL
printf '%s\n' "$KEPT" | tr ' ' '\n' | grep . >>"$work/named" || true
forgotten=$(grep -vxF -f "$work/named" "$work/personal" | tr '\n' ' ' || true)
[ -z "$forgotten" ] || fail "Nothing masks these columns, which look like personal data: ${forgotten% }"

# All statements in one transaction, each held against what the rows were before. Of a table without a primary key, no value may be one that
# any row had.
{
  echo 'BEGIN;'
  number=0
  while IFS=$tab read -r table columns statement; do
    number=$((number + 1))
    key=$(
      ask --set=name="$table" <<'SQL'
SELECT string_agg(quote_ident(attname), ', ') FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY (indkey)
WHERE indrelid = to_regclass(:'name') AND indisprimary
SQL
    ) || fail "The columns could not be listed: $(problem)"
    # Rows are not found again by what is masked.
    for column in $(echo "$columns" | tr ',' ' '); do
      case ", $key," in
      *", $column,"*) key= ;;
      esac
    done
    echo "LOCK TABLE $table IN EXCLUSIVE MODE;"
    for column in $(echo "$columns" | tr ',' ' '); do
      echo "CREATE TEMP TABLE former_${number}_$column ON COMMIT DROP AS"
      echo "  SELECT ${key:+$key, }md5(\"$column\"::text) AS former FROM $table WHERE \"$column\" IS NOT NULL;"
    done
    printf '%s;\n' "$statement"
    for column in $(echo "$columns" | tr ',' ' '); do
      echo "DO \$check\$ DECLARE same bigint; BEGIN"
      echo "  SELECT count(*) INTO same FROM $table AS now JOIN former_${number}_$column AS before ${key:+USING ($key)}"
      [ -n "$key" ] || echo "  ON true"
      echo "    WHERE md5(now.\"$column\"::text) = before.former;"
      echo "  IF same > 0 THEN RAISE EXCEPTION '% rows of $table hold in $column what they held before', same; END IF;"
      echo "END \$check\$;"
    done
  done <"$list"
  # What is masked is not masked again: the values would be what they were.
  printf "SELECT format('COMMENT ON DATABASE %%I IS %%L', current_database(), 'masked by %s') \\\\gexec\n" "$HASH"
  echo 'COMMIT;'
} >"$work/statements.sql"
done=$(ask --command="SELECT shobj_description(oid, 'pg_database') = 'masked by $HASH' FROM pg_database WHERE datname = current_database()") \
  || fail "The database does not say whether it is masked: $(problem)"
if [ "$done" != t ]; then
  PGOPTIONS="-c statement_timeout=0" ask --file="$work/statements.sql" >/dev/null || fail "Nothing is masked: $(problem)"
fi

echo "$(wc -l <"$list" | tr -d ' ') tables are masked."
