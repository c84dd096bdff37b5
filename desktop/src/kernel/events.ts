import type { ArtifactChanged, ArtifactsLeftOut } from './artifactEvents';
import type { BudgetBody, BudgetChanged } from './budgetEvents';
import type { ChildBody } from './childEvents';
import type { ModelBody } from './modelEvents';
import type { NetworkChanged } from './network';
import type { FileChange, Usage } from './objects';
import { NOTE_TYPES, type CheckpointChanged, type NoteBody, type RunImported, type RunInherited } from './pastEvents';
import type { ProcessChanged } from './processes';
import type { ConversationChanged, FileChanged, NewMessage, ProjectChanged } from './thingEvents';
import type { ModelPulled } from './pulls';

/** What every durable event carries beside its own fields. */
export interface Envelope {
  seq: number;
  event_id: string;
  stream: string;
  position: number;
  at: string;
  actor: string;
  project_id?: string | null;
}

export interface ToolRequest {
  call_id: string;
  tool: string;
  arguments: string;
}

interface RunStarted {
  type: 'run.started';
  run_id: string;
  goal: string;
  owner: string;
  persona_id: string;
  conversation_id?: string | null;
  parent_id?: string | null;
  model?: string | null;
  priority: number;
}

interface RunDispatched {
  type: 'run.dispatched';
  run_id: string;
  epoch: number;
  reason: string;
}

interface ModelAnswered {
  type: 'model.answered';
  run_id: string;
  step: number;
  model: string;
  thought: string;
  text: string;
  tool_calls: ToolRequest[];
  usage: Usage;
  duration_ms: number;
  first_token_ms: number;
  prompt_bytes: number;
  /** Dollars; absent if the model's price was not known. */
  cost?: string | null;
  /** What the request was made of: a block's name and its bytes. */
  blocks?: Record<string, number> | null;
}

interface ToolCalled {
  type: 'tool.called';
  run_id: string;
  step: number;
  call_id: string;
  tool: string;
  arguments: string;
  effect: string;
  decision: string;
  note: string;
}

interface ToolAnswered {
  type: 'tool.answered';
  run_id: string;
  step: number;
  call_id: string;
  tool: string;
  ok: boolean;
  output: string;
  error: string;
  exit_code?: number | null;
  truncated: boolean;
  duration_ms: number;
  receipt_id?: string | null;
  changes: FileChange[];
  /** The whole output, where `output` is only a part of it. */
  whole?: WholeOutput | null;
}

export interface WholeOutput {
  handle: string;
  bytes: number;
}

interface RunWaiting {
  type: 'run.waiting';
  run_id: string;
  reason: string;
  detail?: string | null;
  confirmation_id?: string | null;
  due_at?: string | null;
}

interface RunPausedOrResumed {
  type: 'run.paused' | 'run.resumed';
  run_id: string;
  reason: string;
}

interface RunRetrying {
  type: 'run.retrying';
  run_id: string;
  code: string;
  detail: string;
  attempt: number;
  due_at: string;
  call_id?: string | null;
}

interface RunAdjusted {
  type: 'run.adjusted';
  run_id: string;
  priority: number;
}

interface RunStepLimit {
  type: 'run.step_limit';
  run_id: string;
  steps: number;
}

interface RunMessaged {
  type: 'run.messaged';
  run_id: string;
  message_id: string;
  sender: string;
  text: string;
}

interface CallSettled {
  type: 'call.settled';
  run_id: string;
  call_id: string;
  choice: 'retry' | 'done' | 'failed';
  note: string;
}

interface DeadLetterClosed {
  type: 'dead_letter.closed';
  run_id: string;
  how: string;
}

export interface RunCompleted {
  type: 'run.completed';
  run_id: string;
  answer: string;
}

export interface RunFailed {
  type: 'run.failed';
  run_id: string;
  code: string;
  detail: string;
}

export interface RunCancelled {
  type: 'run.cancelled';
  run_id: string;
  reason: string;
}

interface ConfirmationRequested {
  type: 'confirmation.requested';
  confirmation_id: string;
  run_id: string;
  call_id: string;
  kind: 'approval' | 'question';
  tool: string;
  arguments: string;
  preview: string;
  rule: string;
  reason: string;
  options: string[];
}

interface ConfirmationResolved {
  type: 'confirmation.resolved';
  confirmation_id: string;
  run_id: string;
  call_id: string;
  decision: string;
  arguments?: string | null;
  text: string;
  remember: string;
  by: string;
}

interface SystemChanged {
  type: 'system.started' | 'system.stopped' | 'settings.changed';
}

interface TerminalChanged {
  type: 'terminal.opened' | 'terminal.changed' | 'terminal.typed' | 'terminal.closed';
  terminal_id: string;
}

export type RunBody =
  | RunStarted
  | RunDispatched
  | ModelAnswered
  | ToolCalled
  | ToolAnswered
  | RunWaiting
  | RunPausedOrResumed
  | RunRetrying
  | RunAdjusted
  | RunStepLimit
  | RunMessaged
  | ChildBody
  | BudgetBody
  | ModelBody
  | CallSettled
  | RunInherited
  | RunImported
  | NoteBody
  | DeadLetterClosed
  | RunCompleted
  | RunFailed
  | RunCancelled
  | ConfirmationRequested
  | ConfirmationResolved;

/** An event that stands in a run's timeline. */
export type RunEvent = Envelope & RunBody;

/** Something that happened and is kept in the journal. */
export type DurableEvent =
  | RunEvent
  | (Envelope &
      (
        | ConversationChanged
        | NewMessage
        | ProjectChanged
        | FileChanged
        | CheckpointChanged
        | ArtifactChanged
        | ArtifactsLeftOut
        | ProcessChanged
        | SystemChanged
        | ModelPulled
        | BudgetChanged
        | TerminalChanged
        | NetworkChanged
      ));

export type DeltaType = 'message.delta' | 'thought.delta' | 'tool.output' | 'tool.error' | 'model.asked';

/** A piece shown while it happens; the durable event that ends it holds the whole. */
export interface Delta {
  type: DeltaType;
  stream: string;
  source: string;
  offset: number;
  text: string;
}

const RUN_TYPES: ReadonlySet<string> = new Set<RunBody['type']>([
  'run.started',
  'run.dispatched',
  'model.answered',
  'tool.called',
  'tool.answered',
  'run.waiting',
  'run.paused',
  'run.resumed',
  'run.retrying',
  'run.adjusted',
  'run.step_limit',
  'run.messaged',
  'run.child_started',
  'run.child_begun',
  'run.child_answered',
  'run.child_failed',
  'answer.refused',
  'model.chosen',
  'model.fallback',
  'budget.reserved',
  'budget.released',
  'model.used',
  'budget.warned',
  'resource.exceeded',
  'call.settled',
  'context.compacted',
  'run.inherited',
  'run.imported',
  ...NOTE_TYPES,
  'dead_letter.closed',
  'run.completed',
  'run.failed',
  'run.cancelled',
  'confirmation.requested',
  'confirmation.resolved',
]);

const DELTA_TYPES: ReadonlySet<string> = new Set<DeltaType>([
  'message.delta',
  'thought.delta',
  'tool.output',
  'tool.error',
  'model.asked',
]);

export function isRunEvent(event: { type: string }): event is RunEvent {
  return RUN_TYPES.has(event.type);
}

export function isDelta(event: { type: string }): event is Delta {
  return DELTA_TYPES.has(event.type);
}

/** Makes a forgotten case a type error. */
export function unreachable(value: never): never {
  throw new Error(`This case has no branch: ${JSON.stringify(value)}.`);
}
