-- What each organisation chose about the web, as JSON; keys are in the vault.
CREATE TABLE web_settings (
    org_id     VARCHAR(64) NOT NULL PRIMARY KEY,
    value      TEXT        NOT NULL,
    updated_at BIGINT      NOT NULL
);
