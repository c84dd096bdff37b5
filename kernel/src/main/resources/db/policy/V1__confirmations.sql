CREATE TABLE policy_confirmation (
    id                 VARCHAR(64)  NOT NULL PRIMARY KEY,
    org_id             VARCHAR(64)  NOT NULL,
    project_id         VARCHAR(64),
    run_id             VARCHAR(64)  NOT NULL,
    call_id            VARCHAR(200) NOT NULL,
    kind               VARCHAR(20)  NOT NULL,
    tool               VARCHAR(64)  NOT NULL,
    arguments          TEXT         NOT NULL,
    preview            TEXT         NOT NULL,
    rule               VARCHAR(64)  NOT NULL,
    reason             TEXT         NOT NULL,
    options            TEXT         NOT NULL,
    correlation        VARCHAR(64)  NOT NULL,
    status             VARCHAR(20)  NOT NULL,
    resolved_arguments TEXT,
    text               TEXT         NOT NULL,
    resolved_by        VARCHAR(64),
    created_at         BIGINT       NOT NULL,
    resolved_at        BIGINT,
    UNIQUE (run_id, call_id)
);
CREATE INDEX policy_confirmation_by_status ON policy_confirmation (org_id, status, id);
CREATE INDEX policy_confirmation_by_org ON policy_confirmation (org_id, id);

CREATE TABLE policy_grant (
    org_id           VARCHAR(64) NOT NULL,
    scope            VARCHAR(10) NOT NULL,
    owner            VARCHAR(64) NOT NULL,
    tool             VARCHAR(64) NOT NULL,
    rule             VARCHAR(64) NOT NULL,
    arguments_sha256 VARCHAR(64) NOT NULL,
    confirmation_id  VARCHAR(64) NOT NULL,
    granted_by       VARCHAR(64) NOT NULL,
    granted_at       BIGINT      NOT NULL,
    PRIMARY KEY (org_id, scope, owner, tool, rule, arguments_sha256)
);
