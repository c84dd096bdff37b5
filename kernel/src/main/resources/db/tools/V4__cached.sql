ALTER TABLE tools_receipt ADD COLUMN cached_from VARCHAR(64);
