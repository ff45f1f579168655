"""Takes back the count of messages of the current hour and day. The application counts in the time of Brasilia, as TZ says here."""

import os
import time

import redis

now = time.localtime()
keys = [f"rate:hora:{time.strftime('%Y%m%d%H', now)}", f"rate:dia:{time.strftime('%Y%m%d', now)}"]
connection = redis.from_url(os.environ["REDIS_URL"])
for key in keys:
    count = connection.get(key)
    connection.delete(key)
    print(f"{key}: {int(count or 0)} -> 0")
