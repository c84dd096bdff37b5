-- What the operating system told each organisation, and up to where each person has read it.
CREATE TABLE system_inbox (
    message_id  TEXT   NOT NULL PRIMARY KEY,
    org_id      TEXT   NOT NULL,
    seq         BIGINT NOT NULL,
    content     TEXT   NOT NULL,
    run_id      TEXT,
    created_at  BIGINT NOT NULL
);

CREATE UNIQUE INDEX system_inbox_newest ON system_inbox (org_id, seq);

CREATE TABLE system_inbox_read (
    org_id   TEXT   NOT NULL,
    user_id  TEXT   NOT NULL,
    seq      BIGINT NOT NULL,
    PRIMARY KEY (org_id, user_id)
);
