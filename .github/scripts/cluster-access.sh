#!/usr/bin/env bash
# Makes the kubeconfig that the program's context is in: of EKS or AKS with the identity that the job has logged in with, else from a secret.
# Usage: [EKS_CLUSTER=…] [AKS_CLUSTER=… AKS_RESOURCE_GROUP=…] [KUBECONFIG_CONTENT=…] [CLUSTER_CONTEXT=…] cluster-access.sh
set -euo pipefail

umask 077
export KUBECONFIG="$RUNNER_TEMP/kubeconfig"
echo "KUBECONFIG=$KUBECONFIG" >>"$GITHUB_ENV"

if [ -n "${EKS_CLUSTER:-}" ]; then
  aws eks update-kubeconfig --name "$EKS_CLUSTER" --alias "${CLUSTER_CONTEXT:-$EKS_CLUSTER}"
elif [ -n "${AKS_CLUSTER:-}" ]; then
  az aks get-credentials --name "$AKS_CLUSTER" --resource-group "$AKS_RESOURCE_GROUP" --context "${CLUSTER_CONTEXT:-$AKS_CLUSTER}" --file "$KUBECONFIG"
  # Clusters whose users are in Entra ID ask for this; az's own login then speaks for the job.
  if command -v kubelogin >/dev/null; then kubelogin convert-kubeconfig --login azurecli; fi
elif [ -n "${KUBECONFIG_CONTENT:-}" ]; then
  printf '%s\n' "$KUBECONFIG_CONTENT" >"$KUBECONFIG"
else
  echo '::error::There is no cluster: set the variable EKS_CLUSTER or AKS_CLUSTER, or the secret KUBECONFIG, in the environment.'
  exit 1
fi
