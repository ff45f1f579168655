#!/usr/bin/env bash
# Builds the sample's image, pushes it with the commit as its tag, and prints it by digest, as a JSON object.
# Usage: IMAGE_NAME=reference IMAGE_REPOSITORY=ghcr.io/… COMMIT=… build-image.sh FOLDER
set -euo pipefail

metadata=$(mktemp)
trap 'rm -f "$metadata"' EXIT

docker buildx build --push --tag "$IMAGE_REPOSITORY:$COMMIT" --metadata-file "$metadata" "$1" >&2
jq -c --arg name "$IMAGE_NAME" --arg repository "$IMAGE_REPOSITORY" '{($name): "\($repository)@\(."containerimage.digest")"}' "$metadata"
