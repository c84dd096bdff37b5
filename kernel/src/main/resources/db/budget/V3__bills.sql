-- What the provider calls an answer, where it says so: the way to its line in the provider's bill.
ALTER TABLE budget_entry ADD COLUMN response_id VARCHAR(200);
-- What the answer would have cost more without routing or without the result cache; null if nothing was saved.
ALTER TABLE budget_entry ADD COLUMN saved_nanos BIGINT;
ALTER TABLE budget_entry ADD COLUMN saved_by VARCHAR(10);
CREATE INDEX budget_entry_by_provider ON budget_entry (org_id, provider, at);

-- Bills of providers, as they compared with the ledger when they were brought.
CREATE TABLE budget_bill (
    id            VARCHAR(64)  NOT NULL PRIMARY KEY,
    org_id        VARCHAR(64)  NOT NULL,
    provider      VARCHAR(200) NOT NULL,
    layout        VARCHAR(40)  NOT NULL,
    name          VARCHAR(200) NOT NULL,
    user_id       VARCHAR(64)  NOT NULL,
    at            BIGINT       NOT NULL,
    from_at       BIGINT       NOT NULL,
    to_at         BIGINT       NOT NULL,
    row_count     BIGINT       NOT NULL,
    same          BIGINT       NOT NULL,
    differing     BIGINT       NOT NULL,
    only_bill     BIGINT       NOT NULL,
    only_ledger   BIGINT       NOT NULL,
    unpriced      BIGINT       NOT NULL,
    billed_calls  BIGINT       NOT NULL,
    billed_in     BIGINT,
    billed_out    BIGINT,
    billed_nanos  BIGINT,
    ledger_calls  BIGINT       NOT NULL,
    ledger_in     BIGINT,
    ledger_out    BIGINT,
    ledger_nanos  BIGINT
);
CREATE INDEX budget_bill_by_org ON budget_bill (org_id, id);

-- Where a bill and the ledger do not say the same.
CREATE TABLE budget_difference (
    bill_id      VARCHAR(64)  NOT NULL,
    place        BIGINT       NOT NULL,
    org_id       VARCHAR(64)  NOT NULL,
    kind         VARCHAR(20)  NOT NULL,
    line         BIGINT,
    response_id  VARCHAR(200),
    model        VARCHAR(200) NOT NULL,
    from_at      BIGINT       NOT NULL,
    to_at        BIGINT       NOT NULL,
    seq          BIGINT,
    run_id       VARCHAR(64),
    billed_calls BIGINT       NOT NULL,
    billed_in    BIGINT,
    billed_out   BIGINT,
    billed_nanos BIGINT,
    ledger_calls BIGINT       NOT NULL,
    ledger_in    BIGINT,
    ledger_out   BIGINT,
    ledger_nanos BIGINT,
    PRIMARY KEY (bill_id, place)
);
