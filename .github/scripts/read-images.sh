#!/usr/bin/env bash
# Prints images as a JSON object, name to reference. Reads them as `name=reference`, separated by spaces or line ends.
# Usage: STACK=… read-images.sh 'api=registry.example.com/api@sha256:…'
set -euo pipefail

images={}
while read -r image; do
  [ -n "$image" ] || continue
  if ! [[ $image =~ ^([a-z0-9][a-z0-9-]*)=([^[:space:]=]+)$ ]]; then
    echo "::error::$image is no image. Write name=repository@sha256:digest." >&2
    exit 1
  fi
  name=${BASH_REMATCH[1]} reference=${BASH_REMATCH[2]}
  # The program says so too, but only once everything is built.
  if [ "$STACK" != dev ] && ! [[ $reference =~ @sha256:[0-9a-f]{64}$ ]]; then
    echo "::error::$image has no digest. $STACK takes images by digest: a tag can be moved." >&2
    exit 1
  fi
  images=$(jq -c --arg name "$name" --arg reference "$reference" '. + {($name): $reference}' <<<"$images")
done < <(tr -s '[:space:]' '\n' <<<"$1")
echo "$images"
