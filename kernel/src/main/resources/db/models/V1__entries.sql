-- What each organisation chose about models, one row a thing: a provider, a place that was found, an entry of the
-- catalogue, the roles, the rules. The value is JSON. Keys of providers are in the vault.
CREATE TABLE models_entry (
    org_id     TEXT   NOT NULL,
    kind       TEXT   NOT NULL,
    id         TEXT   NOT NULL,
    value      TEXT   NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (org_id, kind, id)
);
