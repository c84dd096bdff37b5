-- What is set aside for questions that have no answer yet: for the step of a run under the run's id, for any other
-- question under an id of its own and until a time.
CREATE TABLE budget_aside (
    id         VARCHAR(64) NOT NULL PRIMARY KEY,
    run_id     VARCHAR(64) NOT NULL,
    org_id     VARCHAR(64) NOT NULL,
    owner_id   VARCHAR(64) NOT NULL,
    project_id VARCHAR(64) NOT NULL,
    persona_id VARCHAR(64) NOT NULL,
    tokens     BIGINT      NOT NULL,
    cost_nanos BIGINT      NOT NULL,
    until_at   BIGINT
);
INSERT INTO budget_aside (id, run_id, org_id, owner_id, project_id, persona_id, tokens, cost_nanos)
SELECT run_id, run_id, org_id, owner_id, project_id, persona_id, tokens, cost_nanos FROM budget_hold;
DROP TABLE budget_hold;
ALTER TABLE budget_aside RENAME TO budget_hold;
CREATE INDEX budget_hold_by_run ON budget_hold (run_id);
