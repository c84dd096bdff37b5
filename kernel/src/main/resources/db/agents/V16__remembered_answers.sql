-- The answer that a request had, for those who have the same request again; the oldest go when there are too many.
DROP TABLE agents_answer;
CREATE TABLE agents_answer (
    request VARCHAR(64) NOT NULL PRIMARY KEY,
    answer  TEXT        NOT NULL,
    bytes   BIGINT      NOT NULL,
    at      BIGINT      NOT NULL
);
CREATE INDEX agents_answer_by_time ON agents_answer (at, request);

-- What somebody chose about that; no row for what is usual.
CREATE TABLE agents_remembering (
    one       INTEGER NOT NULL PRIMARY KEY,
    enabled   INTEGER NOT NULL,
    max_bytes BIGINT  NOT NULL
);
