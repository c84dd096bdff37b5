/** What is demanded of a run besides its task. */
export interface Assignment {
  task: string;
  constraints: readonly string[];
  timeout_s?: number | null;
  output_format?: string | null;
}

interface ChildStarted {
  type: 'run.child_started';
  run_id: string;
  child_id: string;
  call_id: string;
  persona_id: string;
  goal: string;
  assignment?: Assignment | null;
}

interface ChildBegun {
  type: 'run.child_begun';
  run_id: string;
  child_id: string;
  call_id: string;
}

interface ChildAnswered {
  type: 'run.child_answered';
  run_id: string;
  child_id: string;
  call_id: string;
  answer: string;
  duration_ms: number;
  tokens_in: number;
  tokens_out: number;
}

interface ChildFailed {
  type: 'run.child_failed';
  run_id: string;
  child_id: string;
  call_id: string;
  code: string;
  detail: string;
  duration_ms: number;
  tokens_in: number;
  tokens_out: number;
}

/** What passes between a run and those who work for it. */
export type ChildBody = ChildStarted | ChildBegun | ChildAnswered | ChildFailed;
