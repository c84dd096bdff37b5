-- How often the calls that a model asked for could be carried out.
CREATE TABLE agents_reliability (
    org_id     VARCHAR(64)  NOT NULL,
    model      VARCHAR(200) NOT NULL,
    source     VARCHAR(16)  NOT NULL,
    calls      BIGINT       NOT NULL,
    repaired   BIGINT       NOT NULL,
    refused    BIGINT       NOT NULL,
    unknown    BIGINT       NOT NULL,
    succeeded  BIGINT       NOT NULL,
    failed     BIGINT       NOT NULL,
    unclear    BIGINT       NOT NULL,
    PRIMARY KEY (org_id, source, model)
);
