#!/usr/bin/env bash
# Prints one comment for a pull request from the reports of several stacks: first a line for each, then the reports. GitHub takes
# 65,536 characters; what is too long is shortened at the end of a line, with a pointer to the whole.
# Usage: RUN_URL=… compose-comment.sh REPORTS
set -euo pipefail
shopt -s nullglob

here=$(dirname "$0")
reports=("$1"/*.md)
limit=${COMMENT_LIMIT:-60000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Prints as many whole lines of a report as its share allows, and closes what is open where it ends. A diagram is whole or left out.
shorten() {
  LC_ALL=C awk -v share="$2" '
    function fits(text) { return used + length(text) + 1 <= share }
    function put(text) { used += length(text) + 1; print text }
    /^```mermaid/ { diagram = $0; next }
    diagram != "" { diagram = diagram "\n" $0; if ($0 ~ /^```/) { if (fits(diagram)) put(diagram); else cut = 1; diagram = "" } next }
    !fits($0) { cut = 1; exit }
    { put($0) }
    match($0, /^```+/) {
      if (fence == "") fence = substr($0, RSTART, RLENGTH)
      else if (RLENGTH >= length(fence)) fence = ""
      next
    }
    fence == "" { opened = $0; depth += gsub(/<details/, "", opened) - gsub(/<\/details>/, "", opened) }
    END {
      if (!cut) exit
      if (fence != "") print fence
      while (depth-- > 0) print "\n</details>"
      print "\n*Shortened: the whole report is in the artifact `preview-reports` of the run.*"
    }' "$1"
}

# A report in a line: what changes, if it says so, and its first line that people see, or of that what is bold.
summary_of() {
  {
    sed -nE '/^\*\*No changes\.\*\*$/ { p; q; }; /^### Changes$/,/^####/ { /^\*\*/ { p; q; }; }' "$1"
    sed -nE '/^<!--.*-->$/d; /[^[:space:]]/ { s/^#+ *//; s/^(\*\*[^*]+\*\*).*/\1/; p; q; }' "$1"
  } | paste -s -d ' ' >"$work/line"
  "$here/cut-text.sh" "$work/line" 500
}

# Room for the lines above the reports, and for what closes a shortened one.
remaining=$((limit - 500 - 700 * ${#reports[@]}))
left=${#reports[@]}
# The shortest first: what they leave is for the longer ones.
while read -r size report; do
  share=$((remaining / left))
  shorten "$report" "$share" >"$work/$(basename "$report")"
  remaining=$((remaining - (size < share ? size : share)))
  left=$((left - 1))
done < <([ "$left" -eq 0 ] || wc -c "${reports[@]}" | grep -v ' total$' | sort -n)

echo '### What this changes in each stack'
echo
for report in "${reports[@]}"; do
  echo "- \`$(basename "$report" .md)\`: $(summary_of "$report")"
done
[ "${#reports[@]}" -gt 0 ] || echo 'There are no reports: the run says why.'
echo
echo "Compared offline with the base branch: no engine, no credentials. [The run]($RUN_URL)"
for report in "${reports[@]}"; do
  printf '\n---\n\n## %s\n\n' "$(basename "$report" .md)"
  cat "$work/$(basename "$report")"
done
