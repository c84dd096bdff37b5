-- What others want of a task while a kernel works on it: to be worked on once more (when and with which ticket), or to
-- stop. The library does not know these columns and leaves them alone.
ALTER TABLE dispatch_task ADD COLUMN again TEXT;

ALTER TABLE dispatch_task ADD COLUMN cancelled BOOLEAN NOT NULL DEFAULT FALSE;

CREATE INDEX dispatch_task_by_node ON dispatch_task (picked_by);
