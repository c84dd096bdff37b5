CREATE TABLE tools_receipt (
    run_id           VARCHAR(64)  NOT NULL,
    call_id          VARCHAR(200) NOT NULL,
    org_id           VARCHAR(64)  NOT NULL,
    id               VARCHAR(64)  UNIQUE,
    tool             VARCHAR(64)  NOT NULL,
    effect           VARCHAR(20)  NOT NULL,
    arguments_sha256 VARCHAR(64)  NOT NULL,
    result_sha256    VARCHAR(64),
    decision         VARCHAR(20)  NOT NULL,
    rule             VARCHAR(64)  NOT NULL,
    isolation        VARCHAR(20)  NOT NULL,
    ok               INTEGER,
    exit_code        INTEGER,
    changes          TEXT,
    started_at       BIGINT       NOT NULL,
    duration_ms      BIGINT,
    PRIMARY KEY (run_id, call_id)
);
