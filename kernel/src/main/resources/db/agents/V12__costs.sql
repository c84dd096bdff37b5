ALTER TABLE agents_run ADD COLUMN cost_nanos BIGINT NOT NULL DEFAULT 0;
ALTER TABLE agents_run ADD COLUMN unpriced INTEGER NOT NULL DEFAULT 0;
ALTER TABLE agents_run ADD COLUMN budget_cost_nanos BIGINT;
ALTER TABLE agents_run ADD COLUMN budget_tokens BIGINT;
ALTER TABLE agents_run ADD COLUMN budget_steps BIGINT;
ALTER TABLE agents_run ADD COLUMN budget_wall_ms BIGINT;
ALTER TABLE agents_run ADD COLUMN term_model TEXT;
ALTER TABLE agents_run ADD COLUMN waiting_detail TEXT;
UPDATE agents_run SET term_model = wanted_model, unpriced = step;
