-- Whether the entry is reckoned: its answer broke off before the provider told what it used.
ALTER TABLE budget_entry ADD COLUMN estimated INTEGER NOT NULL DEFAULT 0;
