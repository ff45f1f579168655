#!/usr/bin/env bash
# Stands in for the program that it is linked as: writes the call down, and does what the test says.
# The test writes that into a file which is read, not executed: a file that another thread's new process still holds open
# for writing cannot be executed ("Text file busy").
program=${0##*/}
printf '%s\n' "$program $*" >>"$CALLS"
# shellcheck source=/dev/null
. "$FAKE/programs/$program.sh"
