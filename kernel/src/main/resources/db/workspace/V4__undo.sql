CREATE TABLE workspace_undo (
    id         VARCHAR(64)  NOT NULL PRIMARY KEY,
    org_id     VARCHAR(64)  NOT NULL,
    project_id VARCHAR(64)  NOT NULL,
    seq        BIGINT       NOT NULL,
    run_id     VARCHAR(64),
    call_id    VARCHAR(200),
    undone_id  VARCHAR(64),
    paths      TEXT         NOT NULL,
    before_id  VARCHAR(64)  NOT NULL,
    after_id   VARCHAR(64)  NOT NULL,
    changed    INTEGER      NOT NULL,
    kept       INTEGER      NOT NULL,
    actor      VARCHAR(64)  NOT NULL,
    made_at    BIGINT       NOT NULL
);
CREATE INDEX workspace_undo_by_project ON workspace_undo (org_id, project_id, seq);

ALTER TABLE workspace_checkpoint ADD COLUMN name VARCHAR(120) NOT NULL DEFAULT '';
ALTER TABLE workspace_checkpoint ADD COLUMN cleared_at BIGINT;
ALTER TABLE workspace_checkpoint ADD COLUMN cleared_for VARCHAR(20);
CREATE INDEX workspace_checkpoint_by_time ON workspace_checkpoint (org_id, project_id, made_at);

ALTER TABLE workspace_project ADD COLUMN rollback_on_failure INTEGER NOT NULL DEFAULT 0;
