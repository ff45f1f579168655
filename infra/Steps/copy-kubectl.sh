#!/bin/sh
# Copies kubectl to where the next container finds it, whose image has other programs.
#   TOOLS  the folder
set -eu

cp "$(command -v kubectl)" "$TOOLS/kubectl"
