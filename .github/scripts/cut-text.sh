#!/usr/bin/env bash
# Prints the beginning of a text: as many bytes as are asked for, less those of a character that would be cut in two or is none.
# Usage: cut-text.sh FILE BYTES
set -euo pipefail

# Its exit code 1 is about the character at the end.
head -c "$2" "$1" | { iconv -c -f utf-8 -t utf-8 2>/dev/null || [ $? -eq 1 ]; }
