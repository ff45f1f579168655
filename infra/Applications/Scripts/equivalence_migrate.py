"""Brings the database to the newest revision of the image.

The only revision of Alembic changes tables that it does not make itself: on an empty database it fails. The image's own create_tables
makes those that are missing, in the newest form, so that an empty database is stamped and any other one is upgraded.
"""

import os
import subprocess
import sys

from sqlalchemy import create_engine, inspect


def run(*command: str) -> None:
    print("+", *command, flush=True)
    subprocess.run(command, check=True)


engine = create_engine(os.environ["DATABASE_URL"])
is_stamped = inspect(engine).has_table("alembic_version")
engine.dispose()
if is_stamped:
    run("alembic", "upgrade", "head")
else:
    run(sys.executable, "-m", "scripts.create_tables")
    run("alembic", "stamp", "head")
