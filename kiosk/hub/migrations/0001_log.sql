-- 0001_log.sql — the stations' journals as they were sent. Rows are added, never changed.

-- The truth of each station. `chain` is part of the key: two records that claim the same number
-- are both kept.
CREATE TABLE event (
    station     bytea       NOT NULL CHECK (octet_length(station) = 16),
    epoch       bigint      NOT NULL,  -- 64 bits; negative above 2^63
    sequence    bigint      NOT NULL CHECK (sequence > 0),
    chain       bytea       NOT NULL CHECK (octet_length(chain) = 32),
    payload     bytea       NOT NULL CHECK (octet_length(payload) BETWEEN 1 AND 4096),
    origin      bytea,                 -- what the venue has to learn from it, once; see claim
    received_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (station, epoch, sequence, chain)
);

-- What the hub does not learn by itself is looked for again by the time it came.
CREATE INDEX event_to_learn ON event (received_at) WHERE origin IS NOT NULL;

-- One journal that goes on in two ways: a station was cloned, or its disk was put back.
CREATE TABLE fork (
    station    bytea       NOT NULL,
    epoch      bigint      NOT NULL,
    sequence   bigint      NOT NULL,  -- the first number seen twice, or whose predecessor differs
    noticed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (station, epoch, sequence)
);

-- Records of `event` that this version cannot read; kept, shown, and read again by a later one.
CREATE TABLE dead_letter (
    station    bytea       NOT NULL,
    epoch      bigint      NOT NULL,
    sequence   bigint      NOT NULL,
    chain      bytea       NOT NULL,
    problem    text        NOT NULL,
    noticed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (station, epoch, sequence, chain),
    FOREIGN KEY (station, epoch, sequence, chain) REFERENCES event
);

-- The hub runs as a role that may add, and take back only its own notes of what it could not read.
GRANT USAGE ON SCHEMA kiosk TO kiosk_hub;
GRANT SELECT ON schema_step TO kiosk_hub;
GRANT SELECT, INSERT ON event, fork TO kiosk_hub;
GRANT SELECT, INSERT, DELETE ON dead_letter TO kiosk_hub;
