-- What each run used together with all that it started, and what it may use; kept from the journal.
CREATE TABLE budget_run (
    run_id         VARCHAR(64)  NOT NULL PRIMARY KEY,
    org_id         VARCHAR(64)  NOT NULL,
    owner_id       VARCHAR(64)  NOT NULL,
    project_id     VARCHAR(64)  NOT NULL,
    persona_id     VARCHAR(64)  NOT NULL,
    parent_id      VARCHAR(64),
    root_id        VARCHAR(64)  NOT NULL,
    model          VARCHAR(200),
    completed      INTEGER      NOT NULL,
    max_cost_nanos BIGINT,
    max_tokens     BIGINT,
    max_steps      BIGINT,
    max_wall_ms    BIGINT,
    calls          BIGINT       NOT NULL,
    tokens         BIGINT       NOT NULL,
    cost_nanos     BIGINT       NOT NULL,
    unpriced       BIGINT       NOT NULL,
    ms             BIGINT       NOT NULL,
    started_at     BIGINT       NOT NULL
);
CREATE INDEX budget_run_by_parent ON budget_run (parent_id);
CREATE INDEX budget_run_alike ON budget_run (org_id, persona_id, model, completed, started_at);

-- The ledger: one row for each answer of a model. An unknown cost is null.
CREATE TABLE budget_entry (
    seq              BIGINT       NOT NULL PRIMARY KEY,
    org_id           VARCHAR(64)  NOT NULL,
    run_id           VARCHAR(64)  NOT NULL,
    root_id          VARCHAR(64)  NOT NULL,
    owner_id         VARCHAR(64)  NOT NULL,
    project_id       VARCHAR(64)  NOT NULL,
    persona_id       VARCHAR(64)  NOT NULL,
    kind             VARCHAR(20)  NOT NULL,
    model            VARCHAR(200) NOT NULL,
    provider         VARCHAR(200) NOT NULL,
    tokens_in        BIGINT       NOT NULL,
    tokens_out       BIGINT       NOT NULL,
    cached_tokens    BIGINT       NOT NULL,
    reasoning_tokens BIGINT       NOT NULL,
    cost_nanos       BIGINT,
    ms               BIGINT       NOT NULL,
    day              VARCHAR(10)  NOT NULL,
    at               BIGINT       NOT NULL
);
CREATE INDEX budget_entry_by_time ON budget_entry (org_id, at);
CREATE INDEX budget_entry_by_run ON budget_entry (run_id, seq);

-- The same added up, for what has to be known before each question.
CREATE TABLE budget_day (
    org_id     VARCHAR(64) NOT NULL,
    day        VARCHAR(10) NOT NULL,
    owner_id   VARCHAR(64) NOT NULL,
    project_id VARCHAR(64) NOT NULL,
    persona_id VARCHAR(64) NOT NULL,
    calls      BIGINT      NOT NULL,
    tokens     BIGINT      NOT NULL,
    cost_nanos BIGINT      NOT NULL,
    ms         BIGINT      NOT NULL,
    PRIMARY KEY (org_id, day, owner_id, project_id, persona_id)
);

-- What is set aside for questions that have no answer yet.
CREATE TABLE budget_hold (
    run_id     VARCHAR(64) NOT NULL PRIMARY KEY,
    org_id     VARCHAR(64) NOT NULL,
    owner_id   VARCHAR(64) NOT NULL,
    project_id VARCHAR(64) NOT NULL,
    persona_id VARCHAR(64) NOT NULL,
    tokens     BIGINT      NOT NULL,
    cost_nanos BIGINT      NOT NULL
);

CREATE TABLE budget_cap (
    id             VARCHAR(64) NOT NULL PRIMARY KEY,
    org_id         VARCHAR(64) NOT NULL,
    scope          VARCHAR(10) NOT NULL,
    subject        VARCHAR(64),
    period         VARCHAR(10) NOT NULL,
    max_cost_nanos BIGINT,
    max_tokens     BIGINT,
    max_steps      BIGINT,
    max_wall_ms    BIGINT,
    created_at     BIGINT      NOT NULL,
    updated_at     BIGINT      NOT NULL
);
CREATE INDEX budget_cap_by_org ON budget_cap (org_id, id);

-- Which warnings were said, each once.
CREATE TABLE budget_warning (
    budget  VARCHAR(64) NOT NULL,
    subject VARCHAR(64) NOT NULL,
    period  VARCHAR(64) NOT NULL,
    PRIMARY KEY (budget, subject, period)
);

-- That the ledger holds what the journal held before there was a ledger.
CREATE TABLE budget_origin (
    one INTEGER NOT NULL PRIMARY KEY
);
