CREATE TABLE processes_process (
    id         VARCHAR(64)  NOT NULL PRIMARY KEY,
    org_id     VARCHAR(64)  NOT NULL,
    project_id VARCHAR(64)  NOT NULL,
    run_id     VARCHAR(64),
    seq        BIGINT       NOT NULL,
    kind       VARCHAR(16)  NOT NULL,
    command    TEXT         NOT NULL,
    folder     TEXT         NOT NULL,
    node       VARCHAR(200) NOT NULL,
    running    INTEGER      NOT NULL,
    exit_code  INTEGER,
    reason     VARCHAR(40)  NOT NULL,
    started_at BIGINT       NOT NULL,
    ended_at   BIGINT
);
CREATE INDEX processes_process_by_org ON processes_process (org_id, seq);
CREATE INDEX processes_process_by_run ON processes_process (org_id, run_id, seq);
CREATE INDEX processes_process_running ON processes_process (node, running);
