#!/usr/bin/env bash
# Puts what a run of the workflow `preview` has written into comments of its pull request: each artifact comment-NAME is one comment, which
# later runs update. Anybody's pull request makes such artifacts, so that nothing in them is trusted: names and sizes are limited, the
# pull request is the one whose head the run was for, and the text is passed on as a file, never to a shell.
# Usage: REPOSITORY=… RUN_ID=… HEAD_SHA=… HEAD_REPOSITORY=… publish-comments.sh
set -euo pipefail

max_archive=1048576
max_comment=65000
here=$(dirname "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# One file of an archive, up to a number of bytes; nothing is unpacked to the disk.
read_entry() { head -c "$3" < <(unzip -p "$1" "$2" 2>/dev/null); }

publish() {
  local name=$1 archive=$2 number pull comment
  local marker="<!-- $name -->"

  number=$(read_entry "$archive" number.txt 20)
  if ! [[ $number =~ ^[1-9][0-9]{0,9}$ ]]; then
    echo "::error::$name names no pull request."
    return 1
  fi
  pull=$(gh api "repos/$REPOSITORY/pulls/$number" | jq -r '"\(.state) \(.head.sha) \(.head.repo.full_name)"')
  if [ "$pull" != "open $HEAD_SHA $HEAD_REPOSITORY" ]; then
    echo "::notice::$name is not of the head of pull request $number, or that is closed. Nothing is written."
    return 0
  fi

  # A mention would notify somebody in this repository's name. A digest's @ stays, so that it can be copied.
  {
    echo "$marker"
    read_entry "$archive" comment.md 262144 | sed 's/@sha256:/\x01/g; s/@/@\xe2\x80\x8b/g; s/\x01/@sha256:/g'
  } >"$work/text.md"
  "$here/cut-text.sh" "$work/text.md" "$max_comment" >"$work/comment.md"

  comment=$(gh api --paginate "repos/$REPOSITORY/issues/$number/comments?per_page=100" |
    jq -rs --arg marker "$marker" '[.[][] | select(.user.login == "github-actions[bot]" and (.body | startswith($marker)))][0].id // empty')
  if [ -n "$comment" ]; then
    gh api --method PATCH "repos/$REPOSITORY/issues/comments/$comment" --field "body=@$work/comment.md" --silent
  else
    gh api --method POST "repos/$REPOSITORY/issues/$number/comments" --field "body=@$work/comment.md" --silent
  fi
}

# A run that is repeated has the artifacts of each attempt.
gh api "repos/$REPOSITORY/actions/runs/$RUN_ID/artifacts?per_page=100" >"$work/artifacts.json"
jq -r --argjson max "$max_archive" '
  [.artifacts[] | select(.name | test("^comment-[a-z0-9-]{1,60}$")) | select(.size_in_bytes <= $max and (.expired | not))]
  | group_by(.name)[] | max_by(.id) | "\(.id) \(.name)"
' "$work/artifacts.json" >"$work/artifacts.txt"

while read -r id name; do
  gh api "repos/$REPOSITORY/actions/artifacts/$id/zip" >"$work/archive.zip"
  publish "$name" "$work/archive.zip"
done <"$work/artifacts.txt"
