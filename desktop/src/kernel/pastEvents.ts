import type { RunBody, RunCancelled, RunCompleted, RunFailed } from './events';

/** What a run shares with the one whose history it begins with; those events stand only inside of this one. */
export interface RunInherited {
  type: 'run.inherited';
  run_id: string;
  source: string;
  events: RunBody[];
}

/** All of a run that was recorded elsewhere is here; `ended` is how it ended there, if it had. */
export interface RunImported {
  type: 'run.imported';
  run_id: string;
  source: string;
  ended?: RunCompleted | RunFailed | RunCancelled | null;
}

/** Somebody kept the run as it was. */
export interface SnapshotMade {
  type: 'snapshot.made';
  run_id: string;
  snapshot_id: string;
  label: string;
  position: number;
}

/** A project was kept as it is, or made so again. */
export interface CheckpointChanged {
  type: 'checkpoint.made' | 'checkpoint.restored';
  checkpoint_id: string;
}
