-- The answer that a request had, for those who have the same request again.
CREATE TABLE agents_answer (
    request VARCHAR(64) NOT NULL PRIMARY KEY,
    answer  VARCHAR(64) NOT NULL,
    at      BIGINT      NOT NULL
);
