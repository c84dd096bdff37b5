-- One row for each setting that was ever changed; the value is JSON. Keys of providers are in the vault.
CREATE TABLE system_setting (
    org_id TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (org_id, name)
);
