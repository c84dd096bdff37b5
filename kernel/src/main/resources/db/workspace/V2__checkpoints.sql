CREATE TABLE workspace_checkpoint (
    id         VARCHAR(64)  NOT NULL PRIMARY KEY,
    org_id     VARCHAR(64)  NOT NULL,
    project_id VARCHAR(64)  NOT NULL,
    seq        BIGINT       NOT NULL,
    run_id     VARCHAR(64),
    label      VARCHAR(200) NOT NULL,
    actor      VARCHAR(64)  NOT NULL,
    tree       VARCHAR(64)  NOT NULL,
    files      BIGINT       NOT NULL,
    bytes      BIGINT       NOT NULL,
    left_out   INTEGER      NOT NULL,
    made_at    BIGINT       NOT NULL
);
CREATE INDEX workspace_checkpoint_by_project ON workspace_checkpoint (org_id, project_id, seq);
