#!/bin/sh
# What scripts have in common that restore a backup into a scratch cluster of CloudNativePG, use it, and remove it again, whatever happens:
# functions, which stand before the text of the script. What a run that was killed has left is removed by the next one. The last line of the
# script is $result.
#   TOOLS         the folder that kubectl is in
#   SCRATCH       the scratch cluster
#   SPEC          its spec, as JSON
#   POD, POD_UID  the pod of this run: the scratch cluster goes with it at the latest
#   RESTORED      the database of the scratch cluster, as a connection string
#   DEADLINE      the longest that the scratch cluster may take to serve, in seconds
# shellcheck disable=SC2034
set -eu

PATH="$TOOLS:$PATH"
kind=clusters.postgresql.cnpg.io
work=$(mktemp -d)
errors=$work/errors
answer=$work/answer
result="It broke off."
child=
begin=$(date +%s)

api() { kubectl --request-timeout=10s "$@" >"$answer" 2>"$errors"; }
problem() { tr '\n' ' ' <"$errors" | sed 's/ *$//'; }
age() { echo $(($(date +%s) - begin)); }
fail() {
  result=$1
  exit 1
}

# Whoever is told to end hears it while it waits, and not while another program runs.
pause() {
  sleep "$1" &
  child=$!
  wait "$child"
}
# What psql is told, about the database of a connection string; what it says is in the file of the answer.
ask() {
  printf '%s\n' "$2" >"$work/statements"
  psql "$1" --no-psqlrc --tuples-only --no-align --quiet --set=ON_ERROR_STOP=1 <"$work/statements" >"$answer" 2>"$errors" &
  child=$!
  wait "$child"
}
said() { tr '\n' ' ' <"$answer" | sed 's/ *$//'; }

remove() { api delete "$kind/$SCRATCH" --ignore-not-found --wait=false; }
# The garbage collector removes its volumes after it, and the operator would take them for those of the next one of its name.
is_gone() {
  ! api get "$kind/$SCRATCH" --output=name && grep -q NotFound "$errors" \
    && api get persistentvolumeclaims --selector="cnpg.io/cluster=$SCRATCH" --output=name && [ ! -s "$answer" ]
}

# What keeps it from being gone: what the API server says, or what is left of it.
left() {
  if [ -s "$errors" ]; then
    problem
  else
    is_gone || said
  fi
}

# It is removed by all means; its volumes go with it.
finish() {
  code=$?
  trap - EXIT
  trap '' TERM INT
  [ -z "$child" ] || kill "$child" 2>/dev/null || :
  attempts=0
  until remove; do
    attempts=$((attempts + 1))
    if [ "$attempts" -ge 3 ]; then
      result="$result Cluster $SCRATCH could not be removed: $(problem)"
      code=1
      break
    fi
    sleep 1
  done
  rm -rf "$work"
  echo "$result"
  exit "$code"
}
trap finish EXIT
trap 'fail "It was told to end after $(age)s."' TERM INT

# Removes what an earlier run has left. A new pod's paths open after a moment.
clear_scratch() {
  until remove && is_gone; do
    [ "$(age)" -lt 300 ] || fail "Cluster $SCRATCH of an earlier run could not be removed: $(left)"
    pause 2
  done
}

# Makes the scratch cluster, waits until it serves, and says in $served how many seconds that took. Whose backup it is, the argument says.
restore_scratch() {
  began=$(age)
  until api create --validate=false --filename=- <<MANIFEST
{
  "apiVersion": "postgresql.cnpg.io/v1",
  "kind": "Cluster",
  "metadata": {
    "name": "$SCRATCH",
    "ownerReferences": [{ "apiVersion": "v1", "kind": "Pod", "name": "$POD", "uid": "$POD_UID" }]
  },
  "spec": $SPEC
}
MANIFEST
  do
    [ $(($(age) - began)) -lt 30 ] || fail "Cluster $SCRATCH could not be made: $(problem)"
    pause 2
  done

  # Whether an instance of it serves is sure at its creation only.
  look='{.status.conditions[?(@.type=="Ready")].status}|{.status.phase}|{.status.phaseReason}'
  while :; do
    if api get "$kind/$SCRATCH" --output="jsonpath=$look"; then
      status=$(said)
      phase=${status#*|}
      case $status in
      True*) break ;;
      *unrecoverable*) fail "$1 could not be restored: $phase" ;;
      esac
    elif grep -q NotFound "$errors"; then
      fail "Cluster $SCRATCH is gone: somebody deleted it while it was restored."
    else
      phase="the API server does not answer: $(problem)"
    fi
    [ $(($(age) - began)) -lt "$DEADLINE" ] || fail "$1 does not serve after ${DEADLINE}s: ${phase:-it has not begun}"
    pause 5
  done
  until ask "$RESTORED" 'SELECT pg_is_in_recovery()' && [ "$(said)" = f ]; do
    [ $(($(age) - began)) -lt $((DEADLINE + 60)) ] || fail "The restored database does not answer: $(problem)"
    pause 2
  done
  served=$(($(age) - began))
}

# Removes it, and waits until it is gone.
remove_scratch() {
  until is_gone; do
    remove || :
    [ $(($(age) - began)) -lt $((DEADLINE + 600)) ] || fail "Cluster $SCRATCH was restored and could not be removed: $(left)"
    pause 2
  done
}
