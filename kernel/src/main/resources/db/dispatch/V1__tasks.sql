-- The table of the db-scheduler library, whose columns and meaning are its own. A row is a task that must still be
-- worked on; task_instance is the kind, a colon and the key.
CREATE TABLE dispatch_task (
    task_name TEXT NOT NULL,
    task_instance TEXT NOT NULL,
    task_data BYTEA,
    execution_time TIMESTAMP WITH TIME ZONE NOT NULL,
    picked BOOLEAN NOT NULL,
    picked_by TEXT,
    last_success TIMESTAMP WITH TIME ZONE,
    last_failure TIMESTAMP WITH TIME ZONE,
    consecutive_failures INTEGER,
    last_heartbeat TIMESTAMP WITH TIME ZONE,
    version BIGINT NOT NULL,
    priority SMALLINT,
    PRIMARY KEY (task_name, task_instance)
);

CREATE INDEX dispatch_task_by_time ON dispatch_task (execution_time);

CREATE INDEX dispatch_task_by_heartbeat ON dispatch_task (last_heartbeat);
