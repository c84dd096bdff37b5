ALTER TABLE agents_run ADD COLUMN paused_by VARCHAR(64);

CREATE INDEX agents_run_paused_by ON agents_run (paused_by) WHERE paused_by IS NOT NULL;
