CREATE TABLE workspace_project (
    id          VARCHAR(64)   NOT NULL PRIMARY KEY,
    org_id      VARCHAR(64)   NOT NULL,
    name        VARCHAR(120)  NOT NULL,
    description VARCHAR(2000) NOT NULL,
    slug        VARCHAR(80)   NOT NULL,
    is_default  INTEGER       NOT NULL,
    revision    BIGINT        NOT NULL,
    created_at  BIGINT        NOT NULL,
    updated_at  BIGINT        NOT NULL,
    UNIQUE (org_id, slug)
);
CREATE INDEX workspace_project_by_org ON workspace_project (org_id, id);
