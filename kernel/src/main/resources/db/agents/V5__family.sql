ALTER TABLE agents_run ADD COLUMN reports INTEGER NOT NULL DEFAULT 0;
ALTER TABLE agents_run ADD COLUMN unreported INTEGER NOT NULL DEFAULT 0;

CREATE INDEX agents_run_unreported ON agents_run (unreported) WHERE unreported = 1;
