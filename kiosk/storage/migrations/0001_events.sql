-- kiosk/storage/migrations/0001_events.sql — the second durable copy of the journal, as rows.

-- What ties this copy to its journal: keys 'station' (16 bytes) and 'epoch' (8, little-endian).
CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- payload and chain are the record; all other columns are read out of the payload for queries and
-- can be made again from it at any time.
CREATE TABLE events (
    seq INTEGER PRIMARY KEY CHECK (seq > 0),
    payload BLOB NOT NULL CHECK (length(payload) BETWEEN 1 AND 4096),
    chain BLOB NOT NULL CHECK (length(chain) = 32),
    kind TEXT NOT NULL,       -- 'scan', 'start', 'roster'
    at_ms INTEGER NOT NULL,   -- wall clock, milliseconds since 1970 UTC
    scan_id BLOB,             -- this and all below: scans only
    station TEXT,
    reader TEXT,
    list TEXT,
    direction TEXT,           -- 'entry', 'exit'
    verdict TEXT,             -- 'go', 'check', 'stop'
    reason TEXT,
    admitted INTEGER,
    code_key BLOB,
    ticket INTEGER,           -- the 64 bits of the ticket id, as a signed number
    nonce TEXT
) STRICT;

-- Most scans are a plain go; keeping those out saves a page of writing for each.
CREATE INDEX events_by_verdict ON events (verdict) WHERE verdict IN ('check', 'stop');
CREATE INDEX events_by_reason ON events (reason) WHERE reason <> 'ok';
