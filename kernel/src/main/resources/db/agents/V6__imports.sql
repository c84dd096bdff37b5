ALTER TABLE agents_run ADD COLUMN imported_run VARCHAR(64);
ALTER TABLE agents_run ADD COLUMN imported_at BIGINT;
ALTER TABLE agents_run ADD COLUMN imported_archive VARCHAR(64);
