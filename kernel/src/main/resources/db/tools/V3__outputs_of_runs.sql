CREATE TABLE tools_run_output (
    run_id     VARCHAR(64)  NOT NULL,
    handle     VARCHAR(64)  NOT NULL,
    org_id     VARCHAR(64)  NOT NULL,
    project_id VARCHAR(64)  NOT NULL,
    owner      VARCHAR(64)  NOT NULL,
    call_id    VARCHAR(200) NOT NULL,
    sha256     VARCHAR(64)  NOT NULL,
    bytes      BIGINT       NOT NULL,
    kept_at    BIGINT       NOT NULL,
    PRIMARY KEY (run_id, handle)
);

CREATE INDEX tools_run_output_handle ON tools_run_output (handle);

INSERT INTO tools_run_output (run_id, handle, org_id, project_id, owner, call_id, sha256, bytes, kept_at)
SELECT run_id, handle, org_id, project_id, owner, call_id, sha256, bytes, kept_at FROM tools_output;

DROP TABLE tools_output;
