"""What the PHP package rejoose/model-counter leaves behind: its tables and its Redis keys.

The commands and statements are those that it issues through Laravel, written down from its
documented layout.
"""

import hashlib
import sqlite3

VERSION_1 = """
    CREATE TABLE "{table}" (
        "id" integer primary key autoincrement not null, "owner_type" varchar not null,
        "owner_id" integer not null, "key" varchar not null, "count" integer not null default '0',
        "created_at" datetime, "updated_at" datetime);
    CREATE UNIQUE INDEX "{table}_unique" ON "{table}" ("owner_type", "owner_id", "key");
"""

CURRENT = """
    CREATE TABLE "{table}" (
        "id" integer primary key autoincrement not null, "owner_type" varchar,
        "owner_id" integer, "key" varchar not null, "interval" varchar, "period_start" date,
        "count" integer not null default '0', "unique_hash" varchar not null,
        "created_at" datetime, "updated_at" datetime);
    CREATE UNIQUE INDEX "{table}_unique_hash" ON "{table}" ("unique_hash");
"""

NOW = "2024-12-03 10:00:00"
DRAIN = """
    local left = redis.call('DECRBY', KEYS[1], ARGV[1])
    if left == 0 then redis.call('DEL', KEYS[1]) end
    return left
"""


class Package:
    """The current version; `version=1` is the first one."""

    def __init__(self, path, redis=None, version=2, table="model_counters", prefix="counter:"):
        self.connection = sqlite3.connect(path, check_same_thread=False)
        self.redis, self.version, self.table, self.prefix = redis, version, table, prefix
        self.classes = {}
        layout = VERSION_1 if version == 1 else CURRENT
        self.connection.executescript(layout.format(table=table))

    def redis_key(self, owner_class, owner_id, key, interval=None, period=None):
        if owner_class is None:
            owner_type, owner_id = "global", 0
        elif self.version == 1:
            owner_type = owner_class.rsplit("\\", 1)[-1].lower()
        else:
            owner_type = owner_class.replace("\\", ".").lower()
        self.classes[owner_type] = owner_class
        text = f"{self.prefix}{owner_type}:{owner_id}:{key}"
        return text if interval is None else f"{text}:{interval}:{period}"

    def increment_command(self, owner_class, owner_id, key, amount=1, interval=None, period=None):
        command = "INCRBY" if amount >= 0 else "DECRBY"
        return (command, self.redis_key(owner_class, owner_id, key, interval, period), abs(amount))

    def increment(self, *arguments, **options):
        self.redis.run(*self.increment_command(*arguments, **options))

    def add_row(self, owner_class, owner_id, key, count, interval=None, period_start=None):
        """What `set`, and a sync of a new counter, write."""
        values = {"owner_type": owner_class, "owner_id": owner_id, "key": key, "count": count,
                  "created_at": NOW, "updated_at": NOW}
        if self.version != 1:
            parts = [owner_class or "", "" if owner_id is None else str(owner_id), key,
                     interval or "", period_start or ""]
            values["interval"], values["period_start"] = interval, period_start
            values["unique_hash"] = hashlib.sha1("|".join(parts).encode()).hexdigest()
        names = ", ".join(f'"{name}"' for name in values)
        marks = ", ".join("?" * len(values))
        conflict = "" if self.version == 1 else (
            f' ON CONFLICT ("unique_hash") DO UPDATE SET "count" = "{self.table}"."count" + '
            'excluded."count", "updated_at" = excluded."updated_at"')
        with self.connection:
            self.connection.execute(
                f'INSERT INTO "{self.table}" ({names}) VALUES ({marks}){conflict}',
                list(values.values()))

    def sync(self):
        """A scheduled sync: version 1 fetches and deletes, the current one reads and subtracts."""
        for key in self.redis.keys(self.prefix + "*"):
            owner_type, owner_id, name, *period = key[len(self.prefix):].split(":")
            owner_class = self.classes[owner_type]
            if self.version == 1:
                amount = int(self.redis.run("GETDEL", key))
                self.add_to_row(owner_class, owner_id, name, amount)
                continue
            amount = int(self.redis.run("GET", key))
            start = {"2024-12-03": "2024-12-03", "2024-49": "2024-12-02"}.get(period[-1]) \
                if period else None
            self.add_row(owner_class, None if owner_class is None else int(owner_id), name, amount,
                         period[0] if period else None, start)
            self.redis.run("EVAL", DRAIN, 1, key, amount)

    def add_to_row(self, owner_class, owner_id, key, amount):
        with self.connection:
            changed = self.connection.execute(
                f'UPDATE "{self.table}" SET "count" = "count" + ?, "updated_at" = ? WHERE '
                '"owner_type" = ? AND "owner_id" = ? AND "key" = ?',
                (amount, NOW, owner_class, int(owner_id), key)).rowcount
        if changed == 0:
            self.add_row(owner_class, int(owner_id), key, amount)

    def sum(self):
        return self.connection.execute(f'SELECT sum("count") FROM "{self.table}"').fetchone()[0]

    def contents(self):
        return self.connection.execute(f'SELECT * FROM "{self.table}" ORDER BY id').fetchall()
