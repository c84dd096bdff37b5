/** What became different in files, and how it is taken back, as it stands on the wire. */

export type ChangeKind = 'added' | 'deleted' | 'modified' | 'renamed' | 'mode';

export interface ChangeSide {
  kind: 'file' | 'dir' | 'link';
  mode: string;
  size: number;
}

export interface PathChange {
  path: string;
  kind: ChangeKind;
  /** The path that it had, if it was renamed. */
  from?: string;
  before?: ChangeSide;
  after?: ChangeSide;
  /** A unified diff; absent for anything but text. */
  patch?: string;
  patch_cut: boolean;
}

export interface ChangePage {
  changes: PathChange[];
  count: number;
  total: number;
  next_cursor?: string | null;
}

/** Of a path that was changed again since. */
export type UndoChoice = 'mine' | 'old' | 'merge';

export interface UndoItem {
  path: string;
  /** From what it is to what it becomes; absent if it stays. */
  change?: PathChange;
  old?: PathChange;
  merged?: PathChange;
  choice?: UndoChoice;
  reason?: 'not_kept' | 'not_empty' | 'blocked';
}

export interface UndoPlan {
  token: string;
  items: UndoItem[];
  count: number;
  total: number;
  changed: number;
  kept: number;
  conflicts: number;
  outside: { run_id: string; call_id: string; tool: string; what: string; receipt_id?: string; at: string }[];
}

export interface Undo {
  id: string;
  project_id: string;
  run_id?: string;
  call_id?: string;
  undone_id?: string;
  changed: number;
  kept: number;
  made_at: string;
}

export interface UndoDone {
  undo: Undo;
  plan: UndoPlan;
  untouched: { path: string; reason: string }[];
}

/** What is to be taken back: a run or one call of it, an undo, or everything since a moment or a checkpoint. */
export type UndoTarget =
  | { run: string; call?: string }
  | { project: string; undo: string }
  | { project: string; checkpoint: string }
  | { project: string; to: string };

export interface UndoWish {
  paths?: string[];
  choices?: { path: string; choice: UndoChoice }[];
  token?: string;
}

/** A checkpoint that somebody named. */
export interface ProjectSnapshot {
  id: string;
  project_id: string;
  name?: string;
  files: number;
  bytes: number;
  made_at: string;
}

export interface Keeping {
  checkpoints: number;
  snapshots: number;
  bytes: number;
  most_bytes: number;
  most_days: number;
  oldest_at?: string | null;
}
