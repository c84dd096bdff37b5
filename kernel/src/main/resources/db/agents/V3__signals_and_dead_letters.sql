ALTER TABLE agents_run ADD COLUMN unread INTEGER NOT NULL DEFAULT 0;

CREATE INDEX agents_run_priority ON agents_run (org_id, priority, seq DESC);
CREATE INDEX agents_run_steps ON agents_run (org_id, step, seq);
CREATE INDEX agents_run_tokens ON agents_run (org_id, (tokens_in + tokens_out), seq);
CREATE INDEX agents_run_retry ON agents_run (retry_of) WHERE retry_of IS NOT NULL;

-- The failed runs that still need somebody's attention; everything else about them is in agents_run.
CREATE TABLE agents_dead_letter (
    run_id    TEXT    NOT NULL PRIMARY KEY,
    org_id    TEXT    NOT NULL,
    seq       BIGINT  NOT NULL,
    attempts  INTEGER NOT NULL
);

CREATE UNIQUE INDEX agents_dead_letter_newest ON agents_dead_letter (org_id, seq);

INSERT INTO agents_dead_letter (run_id, org_id, seq, attempts)
SELECT id, org_id, seq, 1 FROM agents_run WHERE status = 'failed' AND parent_id IS NULL;
