#!/usr/bin/env bash
# Builds an image of an application, and prints, as lines for $GITHUB_OUTPUT, what it is called. With a repository it is pushed, by its
# digest alone: the workflow gives it the commit as its tag once it is scanned and attested, and what has that tag is not built again.
# Without a repository it stays on this machine.
# Usage: BUILD='{"name": …, "context": …, …}' FOLDER=… REPOSITORY=… COMMIT=… build-image.sh
set -euo pipefail

field() { jq -r ".$1 // empty" <<<"$BUILD"; }

context=$FOLDER/$(field context)
arguments=(--file "$context/$(field dockerfile)" --platform "$(field platform)")
# Findings that were looked at and do not matter, each with its reason.
if [ -f "$context/.trivyignore" ]; then echo "exceptions=$context/.trivyignore"; fi
target=$(field target)
[ -z "$target" ] || arguments+=(--target "$target")
while read -r argument; do
  arguments+=(--build-arg "$argument")
done < <(jq -r '.arguments | to_entries[] | "\(.key)=\(.value)"' <<<"$BUILD")

if [ -z "$REPOSITORY" ]; then
  name=$(field name):$COMMIT
  docker buildx build --load --tag "$name" "${arguments[@]}" "$context" >&2
  echo "reference=$name"
  exit 0
fi

is_new=false
digest=$(docker buildx imagetools inspect "$REPOSITORY:$COMMIT" --format '{{json .Manifest}}' | jq -r .digest) || digest=
if [ -z "$digest" ]; then
  is_new=true
  metadata=$(mktemp)
  trap 'rm -f "$metadata"' EXIT
  builder=$(docker buildx create --driver docker-container)
  # The provenance is attested by GitHub, signed; the builder's own is not.
  docker buildx build --builder "$builder" --provenance=false --metadata-file "$metadata" \
    --output "type=image,name=$REPOSITORY,push-by-digest=true,name-canonical=true,push=true" "${arguments[@]}" "$context" >&2
  digest=$(jq -r '."containerimage.digest"' "$metadata")
fi
echo "reference=$REPOSITORY@$digest"
echo "digest=$digest"
echo "is-new=$is_new"
