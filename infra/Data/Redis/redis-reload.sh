#!/bin/sh
# Has the server read its certificate anew whenever that has changed, for as long as the pod lives. Where the server does not take it for
# too long, it ends and says why.
#   ENGINE       the engine, with whose name the programs begin: valkey or redis
#   SOCKET       the server's socket
#   ACCOUNT      the user; REDISCLI_AUTH is its password
#   CERTIFICATE  the folder with tls.crt, tls.key and ca.crt
#   INTERVAL     how often it looks, in seconds
#   PATIENCE     how long the server may not take what has changed, in seconds
set -eu

taken=
failing=0
trap 'exit 0' INT TERM

state() { sha256sum "$CERTIFICATE/tls.crt" "$CERTIFICATE/tls.key" "$CERTIFICATE/ca.crt"; }
# In one command: a certificate with the key of another is refused, and the server keeps both that it has.
reload() {
  timeout 10 "$ENGINE-cli" --no-auth-warning -e -s "$SOCKET" --user "$ACCOUNT" config set \
    tls-cert-file "$CERTIFICATE/tls.crt" tls-key-file "$CERTIFICATE/tls.key" tls-ca-cert-file "$CERTIFICATE/ca.crt"
}
take() {
  if ! now=$(state 2>/dev/null); then
    answer="a file is missing in $CERTIFICATE"
    return 1
  fi
  [ "$now" != "$taken" ] || return 0
  answer=$(reload 2>&1) || return 1
  taken=$now
  echo "The server has read its certificate."
}

while :; do
  if take; then
    failing=0
  else
    failing=$((failing + INTERVAL))
  fi
  if [ "$failing" -gt "$PATIENCE" ]; then
    echo "The server has not read its certificate for ${PATIENCE}s: $answer"
    exit 1
  fi
  # In the background, so that a signal does not wait for it.
  sleep "$INTERVAL" &
  wait $!
done
