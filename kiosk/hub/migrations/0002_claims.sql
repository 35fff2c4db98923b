-- 0002_claims.sql — the venue's own journal: every admission and refusal in one order.

-- Whoever adds `position` n has decided with 1 to n-1 in mind: the key lets one of several hubs do
-- so, and the others look again. `origin` names what is recorded, so that nothing counts twice: a
-- scan's id; of other records whose they are.
CREATE TABLE claim (
    position   bigint      NOT NULL PRIMARY KEY CHECK (position > 0),
    origin     bytea       NOT NULL UNIQUE CHECK (octet_length(origin) BETWEEN 1 AND 64),
    payload    bytea       NOT NULL CHECK (octet_length(payload) BETWEEN 1 AND 4096),
    claimed_at timestamptz NOT NULL DEFAULT now()
);

GRANT SELECT, INSERT ON claim TO kiosk_hub;
