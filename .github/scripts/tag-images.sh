#!/usr/bin/env bash
# Gives the images that the application builds the tags of a version, in the repositories that they are in: v1.4.0 makes 1.4.0, and 1.4,
# which moves on with the next one. Nothing is built again.
# Usage: BUILDS='[{"name": …}]' IMAGES='{"name": "repository@sha256:…"}' VERSION=v1.4.0 tag-images.sh
set -euo pipefail

number=${VERSION#v}
while read -r image; do
  repository=${image%@*}
  docker buildx imagetools create --tag "$repository:$number" --tag "$repository:${number%.*}" "$image"
done < <(jq -r --argjson images "$IMAGES" '.[] | $images[.name] // empty' <<<"$BUILDS")
