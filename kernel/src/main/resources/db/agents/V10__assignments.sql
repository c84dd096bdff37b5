ALTER TABLE agents_run ADD COLUMN assignment TEXT;
ALTER TABLE agents_run ADD COLUMN told INTEGER NOT NULL DEFAULT 0;

-- What has ended and was reported is not told again.
UPDATE agents_run SET told = 2
WHERE parent_id IS NOT NULL AND unreported = 0 AND status IN ('completed', 'failed', 'cancelled');
