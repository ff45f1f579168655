#!/bin/sh
# Stands before a script that asks a server: its client speaks TLS from here on, and takes no other server for it.
#   ENGINE  the engine, with whose name the programs begin: valkey or redis
#   CA      the file with the certificate that the server is verified with
set -eu

programs=$(mktemp -d)
client=$(command -v "$ENGINE-cli")
printf '#!/bin/sh\nexec "%s" --tls --cacert "%s" "$@"\n' "$client" "$CA" >"$programs/$ENGINE-cli"
chmod +x "$programs/$ENGINE-cli"
PATH=$programs:$PATH
