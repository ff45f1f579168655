#!/usr/bin/env bash
# Prints, as a line for $GITHUB_OUTPUT, the images that a deployment gets: those that a job before has built or found, else those that were
# named. A job whose images got lost on the way is a failure: the stack file's must not silently take their place.
# Usage: BUILT=result BUILT_IMAGES=… PROMOTED=result PROMOTED_IMAGES=… NAMED_IMAGES='{…}' choose-images.sh
set -euo pipefail

images=$NAMED_IMAGES
[ "$BUILT" != success ] || images=$BUILT_IMAGES
[ "$PROMOTED" != success ] || images=$PROMOTED_IMAGES
if [ -z "$images" ]; then
  echo '::error::The images got lost between two jobs: GitHub hands on no text that contains a secret. No secret of an environment may be part of an image.' >&2
  exit 1
fi
echo "images=$images"
