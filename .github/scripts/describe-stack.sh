#!/usr/bin/env bash
# Prints, as lines for $GITHUB_OUTPUT, what the program, which is built, says of a stack: its environment; the builds of its images, each
# with its folder in the application's repository and where it is pushed; the smoke tests; the addresses to ask; and the stack whose images
# prod gets, if there is one. Refuses a stack of another application: nobody deploys to one by a slip of the pen.
# Usage: APPLICATION=… STACK=… CONTEXT=… [IMAGE_REPOSITORY=ghcr.io/…] describe-stack.sh
set -euo pipefail

description=$(dotnet run --project infra --no-build -- pipeline "$STACK")
found=$(jq -r .application <<<"$description")
if [ "$found" != "$APPLICATION" ]; then
  echo "::error::The stack $STACK is of the application $found, not of $APPLICATION. Name a stack of $APPLICATION." >&2
  exit 1
fi

# By name: the stack whose name ends in stage where this one's ends in prod.
source=
if [[ $STACK == *prod ]] && [ -f "Pulumi.${STACK%prod}stage.yaml" ]; then source=${STACK%prod}stage; fi

echo "source=$source"
# One image is in the repository itself, several are below it.
jq -r --arg context "$CONTEXT" --arg repository "${IMAGE_REPOSITORY:-}" '
  (.images | length) as $count
  | "environment=\(.environment)",
    "builds=\([.images[] | . + {
      context: ([$context, .context] | map(select(. != ".")) | join("/") | if . == "" then "." else . end),
      repository: (if $repository == "" or $count == 1 then $repository else "\($repository)/\(.name)" end)
    }] | tojson)",
    "smoke-tests=\(.smokeTests | tojson)",
    "health=\(.health | tojson)"' <<<"$description"
