#!/usr/bin/env bash
# Prints the images that the jobs before have built, as a JSON object: each has left one in a file below FOLDER. None may be missing.
# Usage: BUILDS='[{"name": …}]' built-images.sh FOLDER
set -euo pipefail

find "$1" -name '*.json' -exec cat {} + | jq -cSs --argjson builds "$BUILDS" '
  (add // {}) as $images
  | ($builds | map(.name)) - ($images | keys)
  | if . == [] then $images else error("no image was built of \(join(", "))") end'
