import { askOf, type Ask } from './ask';
import type { ResourceExceeded } from './budgetEvents';
import type { Assignment } from './childEvents';
import { replyOf, type ChildReply } from './childReply';
import type { RunBody, ToolRequest, WholeOutput, RunEvent } from './events';
import { unreachable } from './events';
import { usedNotch, type NotchLabel } from './notches';
import type { FileChange, RunStatus, Usage } from './objects';

interface Hung {
  key: string;
  /** Empty for what was taken over from another run: it happened there. */
  at: string;
  /** Where it stands in the run's own history; null for what was taken over. */
  position: number | null;
}

export interface ModelItem extends Hung {
  kind: 'model';
  step: number;
  model: string;
  thought: string;
  text: string;
  usage: Usage;
  durationMs: number;
  firstTokenMs: number;
  promptBytes: number;
  /** Dollars; null if the model's price was not known. */
  cost: string | null;
  blocks: Readonly<Record<string, number>>;
  requests: readonly ToolRequest[];
}

export interface CallItem extends Hung {
  kind: 'call';
  callId: string;
  step: number;
  tool: string;
  arguments: string;
  effect: string;
  decision: string;
  note: string;
  state: 'asked' | 'waiting' | 'running' | 'ok' | 'failed';
  output: string;
  error: string;
  exitCode: number | null;
  truncated: boolean;
  whole: WholeOutput | null;
  durationMs: number;
  receiptId: string | null;
  changes: readonly FileChange[];
  ask?: Ask;
}

export type NotchItem = Hung & { kind: 'notch'; label: NotchLabel; detail: string };

/** What somebody said to the run while it was at work. */
export interface SaidItem extends Hung {
  kind: 'said';
  sender: string;
  text: string;
}

/** Another run that works for this one. */
export interface ChildItem extends Hung {
  kind: 'child';
  childId: string;
  personaId: string;
  goal: string;
  assignment: Assignment | null;
  /** What has come back of the command that it was given. */
  reply: ChildReply;
}

export type EndItem = Hung &
  (
    | { kind: 'answer'; text: string }
    | { kind: 'failure'; code: string; detail: string }
    | { kind: 'cancelled'; reason: string }
  );

/** One thing that hangs on the rail. */
export type StrandItem = ModelItem | CallItem | NotchItem | SaidItem | ChildItem | EndItem;

/** A run as it is drawn: what its events, folded in order, have come to. */
export interface Strand {
  goal: string;
  status: RunStatus;
  items: readonly StrandItem[];
  tokensIn: number;
  tokensOut: number;
  conversationId: string | null;
  /** What there was no room for when a budget held the run up last. */
  lack: ResourceExceeded | null;
}

export const emptyStrand: Strand = {
  goal: '',
  status: 'queued',
  items: [],
  tokensIn: 0,
  tokensOut: 0,
  conversationId: null,
  lack: null,
};

/** Folds the next event. Events must come in order and once: `timeline.ts` sees to it. */
export function nextStrand(strand: Strand, event: RunEvent): Strand {
  const hung = { key: String(event.seq), at: event.at, position: event.position };
  return afterBody(strand, event, hung);
}

function afterBody(strand: Strand, event: RunBody, hung: Hung): Strand {
  const end = (status: RunStatus, item: EndItem): Strand => ({ ...strand, status, items: [...strand.items, item] });
  switch (event.type) {
    case 'run.started':
      return { ...strand, goal: event.goal, status: 'queued', conversationId: event.conversation_id ?? null };
    case 'run.dispatched': {
      const again = strand.items.length > 0 && strand.items.at(-1)?.kind !== 'notch' && strand.status !== 'waiting';
      const notch: NotchItem = { ...hung, kind: 'notch', label: 'resumed', detail: event.reason };
      return { ...strand, status: 'running', items: again ? [...strand.items, notch] : strand.items };
    }
    case 'model.answered':
      return withAnswer(strand, event, hung);
    case 'tool.called':
      return withCall(strand, event.call_id, hung, event.tool, event.step, (it) => ({
        ...it,
        at: hung.at,
        position: hung.position,
        arguments: event.arguments,
        effect: event.effect,
        decision: event.decision,
        note: event.note,
        state: 'running',
      }));
    case 'tool.answered':
      return withCall(strand, event.call_id, hung, event.tool, event.step, (it) => ({
        ...it,
        position: hung.position,
        state: event.ok ? 'ok' : 'failed',
        output: event.output,
        error: event.error,
        exitCode: event.exit_code ?? null,
        truncated: event.truncated,
        whole: event.whole ?? null,
        durationMs: event.duration_ms,
        receiptId: event.receipt_id ?? null,
        changes: event.changes,
      }));
    case 'confirmation.requested':
      return withCall(strand, event.call_id, hung, event.tool, 0, (it) => ({
        ...it,
        state: 'waiting',
        ask: askOf(event, hung.at),
      }));
    case 'confirmation.resolved':
      return withCall(strand, event.call_id, hung, '', 0, (it) => ({
        ...it,
        state: it.state === 'waiting' ? 'asked' : it.state,
        ...(it.ask ? { ask: { ...it.ask, decision: event.decision, text: event.text, by: event.by } } : {}),
      }));
    case 'run.waiting':
      return withWait(strand, event.reason, hung);
    case 'run.paused':
      return withNotch({ ...strand, status: 'paused' }, 'paused', event.reason, hung);
    case 'run.resumed':
      return withNotch({ ...strand, status: 'queued' }, 'continued', '', hung);
    case 'run.retrying':
      return withNotch({ ...strand, status: 'retrying' }, 'retrying', `${event.attempt}: ${event.detail}`, hung);
    case 'run.adjusted':
      return withNotch(strand, 'adjusted', '', hung);
    case 'run.step_limit':
      return withNotch(strand, 'stepLimit', String(event.steps), hung);
    case 'context.compacted':
      return withNotch(strand, 'compacted', `${event.before_tokens} → ${event.after_tokens}`, hung);
    case 'call.settled':
      return withNotch(strand, 'settled', event.note, hung);
    case 'run.messaged':
      return { ...strand, items: [...strand.items, { ...hung, kind: 'said', sender: event.sender, text: event.text }] };
    case 'run.child_started': {
      const child: ChildItem = {
        ...hung,
        kind: 'child',
        childId: event.child_id,
        personaId: event.persona_id,
        goal: event.goal,
        assignment: event.assignment ?? null,
        reply: { kind: 'none' },
      };
      return { ...strand, items: [...strand.items, child] };
    }
    case 'run.child_begun':
    case 'run.child_answered':
    case 'run.child_failed':
      return withReply(strand, event.child_id, replyOf(event));
    case 'model.chosen':
      return withNotch(strand, 'chosen', `${event.model}: ${event.why}`, hung);
    case 'model.fallback':
      return withNotch(strand, 'fellBack', `${event.from} → ${event.to}: ${event.reason}`, hung);
    case 'budget.reserved':
    case 'budget.released':
      return strand;
    case 'model.used':
      return withNotch(strand, ...usedNotch(event), hung);
    case 'budget.warned':
      return withNotch(strand, 'nearlyUsed', event.text, hung);
    case 'resource.exceeded':
      return withNotch({ ...strand, lack: event }, 'usedUp', event.text, hung);
    case 'answer.refused':
      return withNotch(strand, 'refused', event.reason, hung);
    case 'run.inherited':
      return withNotch(withInherited(strand, event.events, hung.key), 'inherited', '', hung);
    case 'run.imported':
      return withImported(strand, event.ended ?? null, hung);
    case 'snapshot.made':
      return withNotch(strand, 'kept', event.label, hung);
    case 'dead_letter.closed':
    case 'person.messaged':
      return strand;
    case 'run.completed':
      return end('completed', { ...hung, kind: 'answer', text: event.answer });
    case 'run.failed':
      return end('failed', { ...hung, kind: 'failure', code: event.code, detail: event.detail });
    case 'run.cancelled':
      return end('cancelled', { ...hung, kind: 'cancelled', reason: event.reason });
    default:
      return unreachable(event);
  }
}

/** What another run did counts as this one's past, but was paid for there and does not move it. */
function withInherited(strand: Strand, events: readonly RunBody[], key: string): Strand {
  const { status, tokensIn, tokensOut } = strand;
  const past = events.reduce(
    (all, it, at) => afterBody(all, it, { key: `${key}.${at}`, at: '', position: null }),
    withoutParting(strand),
  );
  return { ...past, status, tokensIn, tokensOut };
}

/** A long past comes in parts; where it ends is marked once. */
function withoutParting(strand: Strand): Strand {
  const last = strand.items.at(-1);
  const parting = last?.kind === 'notch' && last.label === 'inherited';
  return parting ? { ...strand, items: strand.items.slice(0, -1) } : strand;
}

/** One that had not ended where it was recorded is paused here. */
function withImported(strand: Strand, ended: RunBody | null, hung: Hung): Strand {
  const here = withNotch({ ...withoutParting(strand), status: 'paused' }, 'imported', '', hung);
  return ended ? afterBody(here, ended, { ...hung, key: `${hung.key}.end` }) : here;
}

function withAnswer(strand: Strand, event: RunBody & { type: 'model.answered' }, hung: Hung): Strand {
  const answer: ModelItem = {
    ...hung,
    kind: 'model',
    step: event.step,
    model: event.model,
    thought: event.thought,
    text: event.text,
    usage: event.usage,
    durationMs: event.duration_ms,
    firstTokenMs: event.first_token_ms,
    promptBytes: event.prompt_bytes,
    cost: event.cost ?? null,
    blocks: event.blocks ?? {},
    requests: event.tool_calls,
  };
  const calls = event.tool_calls.map((it) => freshCall(it, event.step, { ...hung, key: it.call_id }));
  return {
    ...strand,
    status: 'running',
    items: [...strand.items, answer, ...calls],
    tokensIn: strand.tokensIn + event.usage.tokens_in,
    tokensOut: strand.tokensOut + event.usage.tokens_out,
  };
}

function withNotch(strand: Strand, label: NotchLabel, detail: string, hung: Hung): Strand {
  return { ...strand, items: [...strand.items, { ...hung, kind: 'notch', label, detail }] };
}

/** A wait for a person stands in its card; any other wait gets a notch. */
function withWait(strand: Strand, reason: string, hung: Hung): Strand {
  const waiting: Strand = { ...strand, status: 'waiting' };
  const quiet = reason === 'approval' || reason === 'input' || reason === 'step_limit' || reason === 'budget';
  return quiet ? waiting : withNotch(waiting, 'waiting', reason, hung);
}

/** What a child replies stands beside the command that it was given. */
function withReply(strand: Strand, childId: string, reply: ChildReply): Strand {
  const items = strand.items.map((it) => (it.kind === 'child' && it.childId === childId ? { ...it, reply } : it));
  return { ...strand, items };
}

function freshCall(request: ToolRequest, step: number, hung: Hung): CallItem {
  return {
    ...hung,
    kind: 'call',
    callId: request.call_id,
    step,
    tool: request.tool,
    arguments: request.arguments,
    effect: '',
    decision: '',
    note: '',
    state: 'asked',
    output: '',
    error: '',
    exitCode: null,
    truncated: false,
    whole: null,
    durationMs: 0,
    receiptId: null,
    changes: [],
  };
}

function withCall(
  strand: Strand,
  callId: string,
  hung: Hung,
  tool: string,
  step: number,
  change: (call: CallItem) => CallItem,
): Strand {
  const known = strand.items.some((it) => it.kind === 'call' && it.callId === callId);
  const items = known
    ? strand.items
    : [...strand.items, freshCall({ call_id: callId, tool, arguments: '' }, step, { ...hung, key: callId })];
  return {
    ...strand,
    items: items.map((it) => (it.kind === 'call' && it.callId === callId ? change(it) : it)),
  };
}
