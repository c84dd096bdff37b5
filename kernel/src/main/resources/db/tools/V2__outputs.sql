CREATE TABLE tools_output (
    handle     VARCHAR(64)  NOT NULL PRIMARY KEY,
    org_id     VARCHAR(64)  NOT NULL,
    project_id VARCHAR(64)  NOT NULL,
    owner      VARCHAR(64)  NOT NULL,
    run_id     VARCHAR(64)  NOT NULL,
    call_id    VARCHAR(200) NOT NULL,
    sha256     VARCHAR(64)  NOT NULL,
    bytes      BIGINT       NOT NULL,
    kept_at    BIGINT       NOT NULL
);
