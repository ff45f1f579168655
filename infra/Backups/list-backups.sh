#!/bin/sh
# Lists the backups of a service that count, oldest first, with the keys of its stack: a pod like that of its drill, which may read them
# and nothing else, asks the object storage. It needs kubectl and jq.
# Usage: list-backups.sh NAMESPACE CRONJOB, such as list-backups.sh shop-prod redis-drill
set -eu

namespace=$1
cronjob=$2
list=$cronjob-list-$(date +%s)
trap 'kubectl --namespace="$namespace" delete job "$list" --ignore-not-found >/dev/null' EXIT

# The pod's own container that fetches backups, alone, with another command.
kubectl --namespace="$namespace" create job "$list" --from="cronjob/$cronjob" --dry-run=client --output=json |
  # A Job that the CronJob owned would count as a drill that has succeeded.
  jq 'del(.metadata.ownerReferences) | .spec.template.spec |= (
    .containers = [(.initContainers[] | select(.name == "fetch"))
      | .command = ["/bin/sh", "-c", "rclone lsf --recursive --files-only --include \"/*/SHA256SUMS\" \"store:$DESTINATION/\" | sort"]]
    | .initContainers = [])' |
  kubectl --namespace="$namespace" create --filename=- >/dev/null
kubectl --namespace="$namespace" wait job "$list" --for=condition=complete --timeout=5m >/dev/null
kubectl --namespace="$namespace" logs "job/$list" --container=fetch | sed -n 's|/SHA256SUMS$||p'
