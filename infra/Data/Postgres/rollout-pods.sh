#!/bin/sh
# Waits until every instance of a CloudNativePG cluster is ready, in a pod that is as the cluster is declared: the cluster still says that
# it is ready when the operator has not seen the change yet. Its last line says what went wrong.
#   CLUSTER    the cluster
#   INSTANCES  how many instances it has
#   IMAGE      the image of the servers; the registry may be another one
#   RESOURCES  of each: CPU request, CPU limit, memory request, memory limit
#   DEADLINE   the longest that it may take, in seconds
set -eu

begin=$(date +%s)
errors=$(mktemp)

server='.spec.containers[?(@.name=="postgres")]'
requests="$server.resources.requests"
limits="$server.resources.limits"
ready='.status.conditions[?(@.type=="Ready")].status'
fields="{.metadata.name} {$server.image} {$requests.cpu} {$limits.cpu} {$requests.memory} {$limits.memory} {$ready}"

pods() {
  kubectl get pods --request-timeout=10s --selector="cnpg.io/cluster=$CLUSTER,cnpg.io/podRole=instance" \
    --output="jsonpath={range .items[*]}$fields{\"\\n\"}{end}" 2>"$errors"
}

# What is not as declared, in a few words; nothing where all is.
difference() {
  awk -v image="${IMAGE##*/}" -v resources="$RESOURCES" -v instances="$INSTANCES" '
    NF {
      count++
      parts = split($2, path, "/")
      if (path[parts] != image) wrong = $1 " runs " path[parts]
      else if ($3 " " $4 " " $5 " " $6 != resources) wrong = $1 " has the CPU and memory " $3 " " $4 " " $5 " " $6
      else if ($7 != "True") wrong = $1 " is not ready"
    }
    END {
      if (wrong != "") print wrong
      else if (count != instances) print count + 0 " of " instances " instances are there"
    }'
}

while :; do
  if list=$(pods); then
    wrong=$(printf '%s\n' "$list" | difference)
    [ -n "$wrong" ] || break
  else
    wrong="the API server does not answer: $(tail -n 1 "$errors")"
  fi
  if [ $(($(date +%s) - begin)) -ge "$DEADLINE" ]; then
    echo "Cluster $CLUSTER is not as declared after ${DEADLINE}s: $wrong"
    exit 1
  fi
  sleep 5
done
echo "All $INSTANCES instances of cluster $CLUSTER are ready, as declared."
