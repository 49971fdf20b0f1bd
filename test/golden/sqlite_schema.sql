CREATE TABLE "model_counters" (
    owner_type   TEXT    NOT NULL,
    owner_id     ANY     NOT NULL,
    "key"        TEXT    NOT NULL,
    "interval"   TEXT    NOT NULL DEFAULT '',
    period_start INTEGER NOT NULL DEFAULT 0,
    count        INTEGER NOT NULL,
    created_at   INTEGER NOT NULL,
    updated_at   INTEGER NOT NULL,
    PRIMARY KEY (owner_type, owner_id, "key", "interval", period_start)
) STRICT, WITHOUT ROWID;
CREATE TABLE "model_counters_ledger" (
    store_id   TEXT    NOT NULL,
    shard      INTEGER NOT NULL,
    floor      INTEGER NOT NULL,
    marks      TEXT    NOT NULL,
    under_way  TEXT    NOT NULL,
    nonces     TEXT    NOT NULL,
    applied_at INTEGER NOT NULL,
    PRIMARY KEY (store_id, shard)
) STRICT, WITHOUT ROWID;
CREATE TABLE "model_counters_migrations" (
    number     INTEGER PRIMARY KEY,
    name       TEXT    NOT NULL,
    applied_at INTEGER NOT NULL
) STRICT;
CREATE TABLE "model_counters_rejects" (
    id           INTEGER PRIMARY KEY,
    owner_type   TEXT    NOT NULL,
    owner_id     ANY     NOT NULL,
    "key"        TEXT    NOT NULL,
    "interval"   TEXT    NOT NULL,
    period_start INTEGER NOT NULL,
    kind         TEXT    NOT NULL,
    amount       INTEGER NOT NULL,
    reason       TEXT    NOT NULL,
    store_id     TEXT    NOT NULL,
    shard        INTEGER NOT NULL,
    rejected_at  INTEGER NOT NULL
) STRICT;
