#!/usr/bin/env bash
# Sets the release that the selected stack runs, in this checkout's stack file only: its images, and whether its jobs were declared. After a
# return they are not, and are no difference.
# Usage: set-running-release.sh
set -euo pipefail
here=$(dirname "$0")

images=$("$here/running-images.sh")
migrate=$("$here/last-update.sh" | jq -r '.config["infra:release"].objectValue.migrate | if tostring == "false" then "false" else "true" end')
IMAGES=$images MIGRATE=$migrate "$here/set-release.sh"
