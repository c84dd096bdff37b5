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

/** The agent wrote to the person while it went on working. */
export interface PersonMessaged {
  type: 'person.messaged';
  run_id: string;
  message_id: string;
  text: string;
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
  type: 'checkpoint.made' | 'checkpoint.restored' | 'checkpoint.named' | 'checkpoint.cleared' | 'undo.made';
  checkpoint_id: string;
}

/** What is noted in a run's timeline and changes nothing about the run. */
export type NoteBody = SnapshotMade | PersonMessaged;
export const NOTE_TYPES: readonly NoteBody['type'][] = ['snapshot.made', 'person.messaged'];
