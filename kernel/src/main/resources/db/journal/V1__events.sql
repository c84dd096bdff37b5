-- The newest number given out. Its row is locked from the first append of a transaction to its commit, so that the
-- order of numbers is the order of commits and no reader ever sees 8 before 7.
CREATE TABLE journal_head (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    seq BIGINT NOT NULL
);

INSERT INTO journal_head (one, seq) VALUES (1, 0);

CREATE TABLE journal_stream (
    stream TEXT PRIMARY KEY,
    org_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    epoch BIGINT NOT NULL
);

CREATE TABLE journal_event (
    seq BIGINT PRIMARY KEY,
    id TEXT NOT NULL,
    org_id TEXT NOT NULL,
    project_id TEXT,
    stream TEXT NOT NULL,
    position BIGINT NOT NULL,
    type TEXT NOT NULL,
    version INTEGER NOT NULL,
    actor TEXT NOT NULL,
    correlation_id TEXT NOT NULL,
    causation_id TEXT,
    at BIGINT NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (stream, position)
);

CREATE INDEX journal_event_by_org ON journal_event (org_id, seq);

CREATE INDEX journal_event_by_stream ON journal_event (stream, seq);
