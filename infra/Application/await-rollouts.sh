#!/bin/sh
# Waits until every workload runs the pods that are declared, and no others. Fails as soon as new pods show that they never will be ready:
# a container ends again and again, has not what it needs, or is not ready long after it was started. Time for nodes and for pulling images
# does not count. Its last line says what went wrong; before it are the last lines of the container.
#   WORKLOADS  kind/name/label/start/init, separated by blanks: the value of the label content-hash of its new pods, and the longest time
#              until its containers are ready and until its init steps end, in seconds
#   PATIENCE   how long the cluster may refuse a pod or an image, in seconds
#   DEADLINE   the longest that it may take, in seconds
set -eu

seen=$(mktemp -d)
begin=$(date +%s)

ask() { kubectl --request-timeout=10s get "$@" 2>/dev/null; }
fail() {
  echo "$1"
  exit 1
}

# How long something has been so, in seconds: since it was found for the first time.
age_of() {
  key="$seen/$(echo "$1" | tr '/ ' '__')"
  [ -e "$key" ] || date +%s >"$key"
  echo $(($(date +%s) - $(cat "$key")))
}

# The figures of the generation that is declared: neither an older status nor a ReplicaSet that is used again can pass for the new pods.
figures='{.metadata.generation}|{.status.observedGeneration}|{.spec.replicas}|{.status.replicas}|{.status.updatedReplicas}|{.status.availableReplicas}'
revisions='{.status.currentRevision}|{.status.updateRevision}'
refusal='{.status.conditions[?(@.type=="ReplicaFailure")].message}'
is_rolled_out() {
  state=$(ask "$kind" "$name" --output="jsonpath=$figures|$revisions|$refusal") || return 1
  IFS='|' read -r generation observed wanted all updated available current update refused <<EOF
$state
EOF
  if [ -n "$refused" ] && [ "$(age_of "$name refused")" -ge "$PATIENCE" ]; then
    fail "$kind $name: its pods are refused: $refused"
  fi
  [ "${observed:-0}" -ge "$generation" ] && [ "$current" = "$update" ] || return 1
  [ "${all:-0}" = "$wanted" ] && [ "${updated:-0}" = "$wanted" ] && [ "${available:-0}" = "$wanted" ]
}

# A line for each container of the new pods; what is not there is empty.
fields='{{.name}}|{{.restartCount}}|{{.ready}}|{{with .state.waiting}}{{.reason}}{{end}}|{{with .state.running}}{{.startedAt}}{{end}}|{{with .lastState.terminated}}{{.reason}}, exit code {{.exitCode}}{{end}}'
lines="{{range .items}}{{\$pod := .metadata.name}}{{if not .metadata.deletionTimestamp}}{{range .status.initContainerStatuses}}init|{{\$pod}}|$fields
{{end}}{{range .status.containerStatuses}}main|{{\$pod}}|$fields
{{end}}{{end}}{{end}}"
messages="{{range .items}}{{if eq .metadata.name \"POD\"}}{{range .status.initContainerStatuses}}{{if eq .name \"CONTAINER\"}}{{with .lastState.terminated}}{{.message}}{{end}}{{end}}{{end}}{{range .status.containerStatuses}}{{if eq .name \"CONTAINER\"}}{{with .lastState.terminated}}{{.message}}{{end}}{{end}}{{end}}{{end}}{{end}}"
unplaced='{{range .items}}{{range .status.conditions}}{{if and (eq .type "PodScheduled") (eq .status "False")}}{{.message}} {{end}}{{end}}{{end}}'

new_pods() { ask pods --selector="app.kubernetes.io/name=$name,content-hash=$label" --output="go-template=$1"; }

give_up() {
  new_pods "$(echo "$messages" | sed "s/POD/$pod/; s/CONTAINER/$container/g")" || true
  echo
  fail "$kind $name: container $container of pod $pod $1"
}

look_for_a_reason() {
  state=$(new_pods "$lines") || return 0
  while IFS='|' read -r step pod container restarts ready waiting running ended; do
    if [ -z "$step" ] || [ "$ready" = true ]; then continue; fi
    case $waiting in
    # At once, and again after the kubelet's first pause.
    CrashLoopBackOff) [ "$restarts" -lt 2 ] || give_up "has ended $((restarts + 1)) times: $ended" ;;
    InvalidImageName) give_up "has no valid image" ;;
    ErrImagePull | ImagePullBackOff | CreateContainerConfigError | CreateContainerError | RunContainerError)
      [ "$(age_of "$pod $container refused")" -lt "$PATIENCE" ] || give_up "cannot start: $waiting"
      ;;
    esac
    [ -n "$running" ] || continue
    limit=$start
    [ "$step" = main ] || limit=$init
    [ "$(age_of "$pod $container $running")" -le "$limit" ] || give_up "is not ready after $limit seconds"
  done <<EOF
$state
EOF
}

while :; do
  pending=
  for workload in $WORKLOADS; do
    IFS=/ read -r kind name label start init <<EOF
$workload
EOF
    is_rolled_out && continue
    pending="$pending $kind/$name"
    look_for_a_reason
  done
  [ -n "$pending" ] || break
  if [ $(($(date +%s) - begin)) -ge "$DEADLINE" ]; then
    new_pods "$unplaced" || true
    echo
    fail "Not rolled out after $DEADLINE seconds:$pending"
  fi
  sleep 3
done
echo "Every workload runs what is declared."
