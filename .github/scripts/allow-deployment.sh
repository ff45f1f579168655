#!/usr/bin/env bash
# Refuses a deployment from where its environment takes none: stage is deployed from main, prod from a published release whose tag is a
# version.
# Environments can hold the branch and the tag too (docs/pipelines.md), but not whether there is a release; and they are set up by hand.
# Usage: ENVIRONMENT=… SOURCE=… REF=refs/… IMAGES='{…}' MIGRATE=true|false GH_TOKEN=… GH_REPO=… allow-deployment.sh
set -euo pipefail

refuse() {
  echo "::error::$1"
  exit 1
}

if [ "$MIGRATE" = false ] && [ "$IMAGES" = '{}' ]; then
  refuse 'A return names the images that it goes back to. Run the workflow again with them; the summaries of earlier deployments list theirs.'
fi

case $ENVIRONMENT in
  dev) ;;
  stage)
    [ "$REF" = refs/heads/main ] || refuse "Stage is deployed from main, not from $REF. Run the workflow on main."
    ;;
  prod)
    tag=${REF#refs/tags/}
    if ! [[ $REF == refs/tags/* && $tag =~ ^v?[0-9]+\.[0-9]+\.[0-9]+$ ]]; then
      refuse "Prod is deployed from a release whose tag is a version such as v1.4.0, not from $REF. Run the workflow on such a tag."
    fi
    # A draft can have a tag already; a tag without a release is one that nobody has released.
    state=$(gh release view "$tag" --json isDraft,isPrerelease | jq -r 'if .isDraft then "a draft" elif .isPrerelease then "a prerelease" else "released" end') ||
      refuse "There is no release of $tag. Publish one, and run the workflow on its tag."
    [ "$state" = released ] || refuse "The release of $tag is $state. Publish it as a release first."
    if [ "$IMAGES" = '{}' ] && [ -z "$SOURCE" ]; then
      refuse 'There is no stack of stage whose images prod could get. Name the images, or call the stacks alike: NAME-stage, NAME-prod.'
    fi
    ;;
  *) refuse "There is no environment $ENVIRONMENT; there are dev, stage and prod." ;;
esac
