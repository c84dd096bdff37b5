CREATE TABLE agents_run_test (
    id         VARCHAR(64)  NOT NULL PRIMARY KEY,
    org_id     VARCHAR(64)  NOT NULL,
    name       VARCHAR(200) NOT NULL,
    run_id     VARCHAR(64)  NOT NULL,
    mode       VARCHAR(20)  NOT NULL,
    archive    VARCHAR(64)  NOT NULL,
    saved_at   BIGINT       NOT NULL,
    checked_at BIGINT,
    passed     INTEGER,
    finding    VARCHAR(2000)
);

CREATE INDEX agents_run_test_by_org ON agents_run_test (org_id, id);
