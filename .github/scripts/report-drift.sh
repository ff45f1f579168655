#!/usr/bin/env bash
# Keeps one open issue a stack that differs from what was deployed: opens it, brings it up to date, and closes it when the stack is as it
# should be. An empty report says that it is.
# Usage: STACK=… RUN_URL=… GH_REPO=… report-drift.sh REPORT
set -euo pipefail

report=$1
title="Drift: $STACK"
body=$(mktemp)
trap 'rm -f "$body"' EXIT

number=$(gh issue list --state open --limit 500 --json number,title,author |
  jq -r --arg title "$title" '[.[] | select(.title == $title and (.author.login | IN("app/github-actions", "github-actions[bot]")))][0].number // empty')

if [ ! -s "$report" ]; then
  [ -z "$number" ] || gh issue close "$number" --comment "As it should be again: $RUN_URL"
  exit 0
fi

{
  cat "$report"
  echo
  echo "Last seen: $RUN_URL. A deployment that is under way shows here too, until the next run. docs/pipelines.md says what to do."
} >"$body"
if [ -n "$number" ]; then
  gh issue edit "$number" --body-file "$body"
else
  gh issue create --title "$title" --body-file "$body"
fi
