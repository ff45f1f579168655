#!/usr/bin/env bash
# Holds every image that the application builds to its attestations: the provenance and the SBOM, signed by the workflow that builds, for
# the repository that calls it.
# Usage: BUILDS='[{"name": …}]' IMAGES='{"name": "repository@sha256:…"}' SIGNER=owner/repository/.github/workflows/….yml
#        GITHUB_REPOSITORY=… verify-attestations.sh
set -euo pipefail

if [ -z "$BUILDS" ] || [ -z "$IMAGES" ]; then
  echo '::error::The images got lost between two jobs: GitHub hands on no text that contains a secret of an environment.'
  exit 1
fi

failed=0
while read -r name; do
  image=$(jq -r --arg name "$name" '.[$name] // empty' <<<"$IMAGES")
  if ! [[ $image == *@sha256:* ]]; then
    echo "::error::The image $name is not named by digest: there is nothing to verify. Name it, or have it built: set IMAGE_REPOSITORY."
    failed=1
    continue
  fi
  # The predicates of https://slsa.dev/spec/v1.0/provenance and https://cyclonedx.org/specification/overview.
  for predicate in https://slsa.dev/provenance/v1 https://cyclonedx.org/bom; do
    if ! gh attestation verify "oci://$image" --repo "$GITHUB_REPOSITORY" --signer-workflow "$SIGNER" --predicate-type "$predicate"; then
      echo "::error::$image has no valid $predicate, signed by $SIGNER for $GITHUB_REPOSITORY. Deploy an image that it has built."
      failed=1
    fi
  done
done < <(jq -r '.[].name' <<<"$BUILDS")
exit "$failed"
