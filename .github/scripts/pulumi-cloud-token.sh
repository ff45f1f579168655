#!/usr/bin/env bash
# Exchanges the identity that GitHub gives this job for a token of Pulumi Cloud that ends with it, and hands it to the job's next steps
# (https://www.pulumi.com/docs/reference/cloud-rest-api/oauth-token-exchange).
# Usage: PULUMI_ORGANIZATION=… [PULUMI_TOKEN_TYPE=organization|team|personal] [PULUMI_TOKEN_SCOPE=team:…|user:…] pulumi-cloud-token.sh
set -euo pipefail

if [ -z "${ACTIONS_ID_TOKEN_REQUEST_URL:-}" ] || [ -z "${ACTIONS_ID_TOKEN_REQUEST_TOKEN:-}" ]; then
  echo '::error::This job has no identity to log in to Pulumi Cloud with. Give it the permission id-token: write.'
  exit 1
fi
audience="urn:pulumi:org:$PULUMI_ORGANIZATION"
# Headers and bodies with tokens go through standard input: arguments are seen by every process of the machine.
identity=$(curl --fail --silent --show-error --max-time 30 --header @- "$ACTIONS_ID_TOKEN_REQUEST_URL&audience=$audience" <<<"Authorization: bearer $ACTIONS_ID_TOKEN_REQUEST_TOKEN" | jq -r .value)
echo "::add-mask::$identity"

token=$(jq -cn --arg audience "$audience" --arg identity "$identity" --arg type "${PULUMI_TOKEN_TYPE:-organization}" --arg scope "${PULUMI_TOKEN_SCOPE:-}" '{
    audience: $audience,
    grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
    subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
    requested_token_type: "urn:pulumi:token-type:access_token:\($type)",
    subject_token: $identity,
    scope: $scope
  }' |
  curl --fail --silent --show-error --max-time 30 --header 'Content-Type: application/json' --data @- https://api.pulumi.com/api/oauth/token | jq -r '.access_token // empty') || token=''
if [ -z "$token" ]; then
  echo '::error::Pulumi Cloud gave no token. Is this repository registered as an OIDC issuer, with a policy for this environment?'
  exit 1
fi
echo "::add-mask::$token"
echo "PULUMI_ACCESS_TOKEN=$token" >>"$GITHUB_ENV"
