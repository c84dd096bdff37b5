ALTER TABLE agents_run ADD COLUMN max_tokens BIGINT NOT NULL DEFAULT 0;
ALTER TABLE agents_run ADD COLUMN max_output_bytes BIGINT NOT NULL DEFAULT 0;
ALTER TABLE agents_run ADD COLUMN first_priority INTEGER NOT NULL DEFAULT 3;
ALTER TABLE agents_run ADD COLUMN output_bytes BIGINT NOT NULL DEFAULT 0;
ALTER TABLE agents_run ADD COLUMN depth INTEGER NOT NULL DEFAULT 0;
ALTER TABLE agents_run ADD COLUMN parent_call_id TEXT;
ALTER TABLE agents_run ADD COLUMN retry_of TEXT;
ALTER TABLE agents_run ADD COLUMN fork_of TEXT;
ALTER TABLE agents_run ADD COLUMN fork_at BIGINT;
ALTER TABLE agents_run ADD COLUMN tools TEXT NOT NULL DEFAULT '';
ALTER TABLE agents_run ADD COLUMN due_at BIGINT;
ALTER TABLE agents_run ADD COLUMN retry_code TEXT;
ALTER TABLE agents_run ADD COLUMN retry_detail TEXT;
ALTER TABLE agents_run ADD COLUMN retry_attempt INTEGER NOT NULL DEFAULT 0;
ALTER TABLE agents_run ADD COLUMN retry_call_id TEXT;
ALTER TABLE agents_run ADD COLUMN retry_at BIGINT;

CREATE INDEX agents_run_parent ON agents_run (parent_id, seq) WHERE parent_id IS NOT NULL;
