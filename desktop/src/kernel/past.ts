import type { FileChange, Run, RunStatus } from './objects';

/** In which files a fork works: a copy as they were, the project made so again, or the project as it is. */
export type ForkFiles = 'copy' | 'restore' | 'keep';

export interface ForkCall {
  tool: string;
  arguments: Readonly<Record<string, unknown>>;
}

/** What is left out stays as it was. */
export interface ForkChange {
  at?: number;
  goal?: string;
  message?: string;
  model?: string;
  persona_id?: string;
  answer?: { thought: string; text: string; tool_calls: ForkCall[] };
  result?: { ok: boolean; output: string };
  workspace: ForkFiles;
}

export interface Snapshot {
  id: string;
  run_id: string;
  label: string;
  position: number;
  status: RunStatus;
  step: number;
  made_at: string;
}

export type ReplayMode = 'strict' | 'behaviour';

export interface Difference {
  position: number;
  what: string;
  expected?: Readonly<Record<string, unknown>> | null;
  actual?: Readonly<Record<string, unknown>> | null;
}

export interface Replay {
  run_id: string;
  same: boolean;
  mode: ReplayMode;
  events: number;
  differences: Difference[];
  count: number;
  status: RunStatus;
  recorded_status: RunStatus;
}

export interface RunTest {
  id: string;
  name: string;
  run_id: string;
  mode: ReplayMode;
  saved_at: string;
  checked_at?: string | null;
  passed?: boolean | null;
  finding?: string | null;
}

export interface RunTestResult {
  test: RunTest;
  passed: boolean;
  replay: Replay;
}

export type Aspect = 'model' | 'prompt' | 'thought' | 'text' | 'tool_calls' | 'results' | 'files' | 'tokens' | 'time';

export interface ComparedCall {
  call_id: string;
  tool: string;
  arguments: string;
  ok?: boolean | null;
  output?: string | null;
  error?: string | null;
  duration_ms?: number | null;
  files: FileChange[];
}

/** A step of one of two runs; long texts are cut. */
export interface StepSide {
  position?: number | null;
  at?: string | null;
  model: string;
  prompt_sha256: string;
  thought: string;
  text: string;
  calls: ComparedCall[];
  tokens_in: number;
  tokens_out: number;
  duration_ms: number;
}

export interface ComparedStep {
  step: number;
  same: boolean;
  differs: Aspect[];
  left?: StepSide | null;
  right?: StepSide | null;
}

export interface Comparison {
  left: Run;
  right: Run;
  same: boolean;
  diverges_at?: number | null;
  differing: number;
  steps: ComparedStep[];
  count: number;
  next_cursor?: string | null;
}
