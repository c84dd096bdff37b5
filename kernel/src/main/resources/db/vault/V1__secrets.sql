-- Nonce and ciphertext in base64; the organisation and the name are sealed in as well.
CREATE TABLE vault_secret (
    org_id TEXT NOT NULL,
    name TEXT NOT NULL,
    nonce TEXT NOT NULL,
    ciphertext TEXT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (org_id, name)
);
