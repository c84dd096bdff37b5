CREATE INDEX agents_run_fork ON agents_run (fork_of, seq) WHERE fork_of IS NOT NULL;
