CREATE TABLE agents_run (
    id               TEXT    NOT NULL PRIMARY KEY,
    org_id           TEXT    NOT NULL,
    seq              BIGINT  NOT NULL,
    goal             TEXT    NOT NULL,
    owner_id         TEXT    NOT NULL,
    project_id       TEXT    NOT NULL,
    persona_id       TEXT    NOT NULL,
    conversation_id  TEXT,
    parent_id        TEXT,
    wanted_model     TEXT,
    priority         INTEGER NOT NULL,
    max_steps        INTEGER NOT NULL,
    max_wall_ms      BIGINT  NOT NULL,
    status           TEXT    NOT NULL,
    model            TEXT,
    step             INTEGER NOT NULL,
    open_calls       INTEGER NOT NULL,
    tool_calls       INTEGER NOT NULL,
    tokens_in        BIGINT  NOT NULL,
    tokens_out       BIGINT  NOT NULL,
    cached_tokens    BIGINT  NOT NULL,
    last_line        TEXT    NOT NULL,
    pending          TEXT    NOT NULL,
    waiting_reason   TEXT,
    confirmation_id  TEXT,
    outcome          TEXT,
    error_code       TEXT,
    created_at       BIGINT  NOT NULL,
    started_at       BIGINT,
    ended_at         BIGINT,
    last_at          BIGINT  NOT NULL,
    worked_ms        BIGINT  NOT NULL,
    unsaid           INTEGER NOT NULL
);

CREATE UNIQUE INDEX agents_run_newest ON agents_run (org_id, seq);
CREATE INDEX agents_run_status ON agents_run (org_id, status, seq);
CREATE INDEX agents_run_project ON agents_run (org_id, project_id, seq);
CREATE INDEX agents_run_conversation ON agents_run (conversation_id, seq) WHERE conversation_id IS NOT NULL;
CREATE INDEX agents_run_unsaid ON agents_run (unsaid) WHERE unsaid = 1;

CREATE TABLE agents_day (
    org_id      TEXT    NOT NULL,
    day         TEXT    NOT NULL,
    completed   INTEGER NOT NULL,
    failed      INTEGER NOT NULL,
    tokens_in   BIGINT  NOT NULL,
    tokens_out  BIGINT  NOT NULL,
    tool_calls  INTEGER NOT NULL,
    PRIMARY KEY (org_id, day)
);

CREATE TABLE agents_conversation (
    id          TEXT   NOT NULL PRIMARY KEY,
    org_id      TEXT   NOT NULL,
    title       TEXT   NOT NULL,
    project_id  TEXT,
    persona_id  TEXT,
    created_at  BIGINT NOT NULL,
    updated_at  BIGINT NOT NULL,
    touched     BIGINT NOT NULL
);

CREATE UNIQUE INDEX agents_conversation_newest ON agents_conversation (org_id, touched);
CREATE INDEX agents_conversation_project ON agents_conversation (org_id, project_id, touched);

CREATE TABLE agents_message (
    id               TEXT   NOT NULL PRIMARY KEY,
    org_id           TEXT   NOT NULL,
    conversation_id  TEXT   NOT NULL,
    seq              BIGINT NOT NULL,
    role             TEXT   NOT NULL,
    content          TEXT   NOT NULL,
    run_id           TEXT,
    created_at       BIGINT NOT NULL
);

CREATE UNIQUE INDEX agents_message_order ON agents_message (conversation_id, seq);

CREATE TABLE agents_persona (
    id              TEXT    NOT NULL PRIMARY KEY,
    org_id          TEXT    NOT NULL,
    name            TEXT    NOT NULL,
    description     TEXT    NOT NULL,
    system_prompt   TEXT    NOT NULL,
    icon            TEXT    NOT NULL,
    color           TEXT    NOT NULL,
    allowed_tools   TEXT    NOT NULL,
    model_override  TEXT,
    is_builtin      INTEGER NOT NULL,
    is_changed      INTEGER NOT NULL,
    created_at      BIGINT  NOT NULL,
    updated_at      BIGINT  NOT NULL
);

CREATE INDEX agents_persona_org ON agents_persona (org_id, id);
