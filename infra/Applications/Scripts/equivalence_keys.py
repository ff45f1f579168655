"""Makes the generated API keys known to the application, or takes former ones back.

KEYS_ACTION is `create`: the keys of this release, and those of the generation before while both are valid, are active; or `revoke`: of
the keys that this program made, all but those of this release are revoked, from the next request on. Both may run any number of times.

The application keeps no keys, but their HMAC-SHA256 under the text of API_KEY_SALT. Each generation has a row of its own, whose name
ends in the beginning of that hash.
"""

import hashlib
import hmac
import os
import sys
import uuid

from sqlalchemy import create_engine, text

ROLES = {"ADMIN_API_KEY": "admin", "AUDITOR_API_KEY": "auditor", "CLIENT_API_KEY": "api-client"}
PREFIX = "generated"
# What the seed, which dev and stage have, calls the rows that it makes of the same keys.
SEEDED = ["dashboard-admin", "dashboard-auditor", "prod-api-client"]

TENANT = text(
    "INSERT INTO tenants (id, name, api_key_hash, status) VALUES (:tenant, :tenant, 'generated', 'active')"
    " ON CONFLICT (id) DO NOTHING"
)
KEY = text(
    "INSERT INTO api_keys (id, tenant_id, name, key_hash, role, status)"
    " VALUES (:id, :tenant, :name, :hash, :role, 'active')"
    " ON CONFLICT (key_hash) DO UPDATE SET status = 'active', revoked_at = NULL"
)
REVOKE = text(
    "UPDATE api_keys SET status = 'revoked', revoked_at = now()"
    " WHERE tenant_id = :tenant AND (name LIKE :generated OR name = ANY (:seeded)) AND status = 'active' AND key_hash <> ALL (:kept)"
)


def hash_of(key: str) -> str:
    return hmac.new(os.environ["API_KEY_SALT"].encode(), key.encode(), hashlib.sha256).hexdigest()


def keys(suffix: str = "") -> dict[str, str]:
    """The hashes of the keys that are given, by role."""
    return {role: hash_of(os.environ[name + suffix]) for name, role in ROLES.items() if os.environ.get(name + suffix)}


def create(connection, tenant: str) -> None:
    connection.execute(TENANT, {"tenant": tenant})
    for role, hashed in [*keys().items(), *keys("_PREVIOUS").items()]:
        name = f"{PREFIX}-{role}-{hashed[:8]}"
        connection.execute(KEY, {"id": str(uuid.uuid4()), "tenant": tenant, "name": name, "hash": hashed, "role": role})
        print(f"{name} is active")


def revoke(connection, tenant: str) -> None:
    kept = list(keys().values())
    names = {"generated": f"{PREFIX}-%", "seeded": SEEDED}
    revoked = connection.execute(REVOKE, {"tenant": tenant, "kept": kept, **names}).rowcount
    print(f"{revoked} revoked, {len(kept)} kept")


def main() -> int:
    actions = {"create": create, "revoke": revoke}
    action = os.environ["KEYS_ACTION"]
    if action not in actions:
        print(f'KEYS_ACTION is "{action}"; it takes create or revoke.', file=sys.stderr)
        return 2
    if len(keys()) < len(ROLES):
        print(f"{' and '.join(name for name in ROLES if not os.environ.get(name))} missing.", file=sys.stderr)
        return 2
    with create_engine(os.environ["DATABASE_URL"]).begin() as connection:
        actions[action](connection, os.environ["KEYS_TENANT"])
    return 0


if __name__ == "__main__":
    sys.exit(main())
