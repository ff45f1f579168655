#!/usr/bin/env bash
# Prints images as a JSON object, name to reference. Reads them as `name=reference`, separated by spaces or line ends. Which of them need a
# digest is for the program to say: where an application's own do, third-party products may have a tag.
# Usage: read-images.sh 'api=registry.example.com/api@sha256:…'
set -euo pipefail

images={}
while read -r image; do
  [ -n "$image" ] || continue
  if ! [[ $image =~ ^([a-z0-9][a-z0-9-]*)=([^[:space:]=]+)$ ]]; then
    echo "::error::$image is no image. Write name=repository@sha256:digest." >&2
    exit 1
  fi
  images=$(jq -c --arg name "${BASH_REMATCH[1]}" --arg reference "${BASH_REMATCH[2]}" '. + {($name): $reference}' <<<"$images")
done < <(tr -s '[:space:]' '\n' <<<"$1")
echo "$images"
