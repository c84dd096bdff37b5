ALTER TABLE tools_receipt ADD COLUMN checkpoint_id VARCHAR(64);
