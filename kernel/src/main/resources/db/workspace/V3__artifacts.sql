CREATE TABLE workspace_artifact (
    id         VARCHAR(64)   NOT NULL PRIMARY KEY,
    org_id     VARCHAR(64)   NOT NULL,
    project_id VARCHAR(64)   NOT NULL,
    path       VARCHAR(4096),
    name       VARCHAR(255)  NOT NULL,
    version    INTEGER       NOT NULL,
    seq        BIGINT        NOT NULL,
    deleted_at BIGINT
);
CREATE INDEX workspace_artifact_by_time ON workspace_artifact (org_id, seq);
CREATE INDEX workspace_artifact_by_name ON workspace_artifact (project_id, name);

CREATE TABLE workspace_artifact_version (
    artifact_id VARCHAR(64)   NOT NULL,
    version     INTEGER       NOT NULL,
    seq         BIGINT        NOT NULL,
    kind        VARCHAR(16)   NOT NULL,
    media_type  VARCHAR(128)  NOT NULL,
    bytes       BIGINT        NOT NULL,
    sha256      VARCHAR(64)   NOT NULL,
    thumbnail   VARCHAR(64),
    excerpt     VARCHAR(2000) NOT NULL,
    run_id      VARCHAR(64),
    call_id     VARCHAR(200),
    receipt_id  VARCHAR(64),
    actor       VARCHAR(64)   NOT NULL,
    made_at     BIGINT        NOT NULL,
    PRIMARY KEY (artifact_id, version)
);
CREATE INDEX workspace_artifact_version_by_run ON workspace_artifact_version (run_id);

CREATE TABLE workspace_artifact_wish (
    seq        BIGINT       NOT NULL PRIMARY KEY,
    run_id     VARCHAR(64)  NOT NULL,
    call_id    VARCHAR(200) NOT NULL,
    claimed_by VARCHAR(64),
    claimed_at BIGINT       NOT NULL
);

CREATE TABLE workspace_artifact_share (
    id          VARCHAR(64) NOT NULL PRIMARY KEY,
    org_id      VARCHAR(64) NOT NULL,
    artifact_id VARCHAR(64) NOT NULL,
    version     INTEGER     NOT NULL,
    digest      VARCHAR(64) NOT NULL UNIQUE,
    actor       VARCHAR(64) NOT NULL,
    created_at  BIGINT      NOT NULL,
    expires_at  BIGINT      NOT NULL,
    revoked_at  BIGINT
);
CREATE INDEX workspace_artifact_share_by_artifact ON workspace_artifact_share (artifact_id);
