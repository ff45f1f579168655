"""Asks for the health of a service once, prints the answer, and ends with 1 where it is not a good one."""

import os
import sys
import urllib.error
import urllib.request

try:
    with urllib.request.urlopen(os.environ["HEALTH_URL"], timeout=60) as answer:
        print(answer.status, answer.read().decode())
except urllib.error.HTTPError as error:
    print(error.code, error.read().decode(), file=sys.stderr)
    sys.exit(1)
except OSError as error:
    print(error, file=sys.stderr)
    sys.exit(1)
