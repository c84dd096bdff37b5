-- Calls whose outcome nobody knows; choice is null until a person has decided. Their arguments are in the journal.
CREATE TABLE agents_doubt (
    run_id      TEXT   NOT NULL,
    call_id     TEXT   NOT NULL,
    org_id      TEXT   NOT NULL,
    seq         BIGINT NOT NULL,
    tool        TEXT   NOT NULL,
    since       BIGINT NOT NULL,
    choice      TEXT,
    note        TEXT,
    settled_by  TEXT,
    settled_at  BIGINT,
    PRIMARY KEY (run_id, call_id)
);

CREATE UNIQUE INDEX agents_doubt_newest ON agents_doubt (org_id, seq);
CREATE INDEX agents_doubt_open ON agents_doubt (org_id, seq) WHERE choice IS NULL;
