#!/usr/bin/env bash
# Selects the stack in its backend, for the job's next steps: in Pulumi Cloud where there is an organization, else in the bucket.
# Usage: STACK=… [PULUMI_ORGANIZATION=…] [PULUMI_BACKEND_URL=s3://…|azblob://…] [AZURE_STORAGE_ACCOUNT=…] select-stack.sh
set -euo pipefail

if [ -z "${PULUMI_ORGANIZATION:-}${PULUMI_BACKEND_URL:-}" ]; then
  echo '::error::There is no backend: set the variable PULUMI_ORGANIZATION (Pulumi Cloud) or PULUMI_BACKEND_URL (an own bucket).'
  exit 1
fi

# Empty ones would be taken for settings.
[ -n "${PULUMI_BACKEND_URL:-}" ] || unset PULUMI_BACKEND_URL
for name in PULUMI_BACKEND_URL AZURE_STORAGE_ACCOUNT; do
  [ -z "${!name:-}" ] || echo "$name=${!name}" >>"$GITHUB_ENV"
done

pulumi stack select "${PULUMI_ORGANIZATION:+$PULUMI_ORGANIZATION/}$STACK"
