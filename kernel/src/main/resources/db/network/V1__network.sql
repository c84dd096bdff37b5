-- How far the networks of projects and personas go; no row for what nobody chose.
CREATE TABLE network_setting (
    org_id  VARCHAR(64)   NOT NULL,
    subject VARCHAR(64)   NOT NULL,
    preset  VARCHAR(20)   NOT NULL,
    hosts   TEXT          NOT NULL,
    PRIMARY KEY (org_id, subject)
);

-- How many bytes commands may send and receive; an empty subject is each one by itself.
CREATE TABLE network_quota (
    org_id    VARCHAR(64) NOT NULL,
    scope     VARCHAR(10) NOT NULL,
    subject   VARCHAR(64) NOT NULL,
    period    VARCHAR(10) NOT NULL,
    max_bytes BIGINT      NOT NULL,
    PRIMARY KEY (org_id, scope, subject, period)
);

-- The log: one row for each request that left or was turned back.
CREATE TABLE network_request (
    id         BIGINT       NOT NULL PRIMARY KEY,
    org_id     VARCHAR(64)  NOT NULL,
    project_id VARCHAR(64),
    persona_id VARCHAR(64),
    run_id     VARCHAR(64),
    root_id    VARCHAR(64),
    call_id    VARCHAR(200),
    purpose    VARCHAR(40)  NOT NULL,
    method     VARCHAR(20)  NOT NULL,
    host       VARCHAR(260) NOT NULL,
    port       INTEGER      NOT NULL,
    verdict    VARCHAR(10)  NOT NULL,
    reason     VARCHAR(500) NOT NULL,
    up         BIGINT       NOT NULL,
    down       BIGINT       NOT NULL,
    ms         BIGINT       NOT NULL,
    at         BIGINT       NOT NULL
);
CREATE INDEX network_request_by_org ON network_request (org_id, id);
CREATE INDEX network_request_by_project ON network_request (org_id, project_id, id);
CREATE INDEX network_request_by_run ON network_request (run_id, id);
CREATE INDEX network_request_by_root ON network_request (root_id);
CREATE INDEX network_request_by_time ON network_request (org_id, at);
