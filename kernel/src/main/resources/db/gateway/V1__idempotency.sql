-- Status 0 means that the answer is not known: it is being made, or the kernel stopped while it was.
CREATE TABLE gateway_idempotency (
    org_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    status INTEGER NOT NULL,
    location TEXT NOT NULL,
    body TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (org_id, user_id, key)
);

CREATE INDEX gateway_idempotency_by_age ON gateway_idempotency (created_at);
