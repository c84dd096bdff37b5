import type { RunEvent } from './events';
import { hasEnded, type Failure, type Run, type RunStatus } from './objects';

/** What the live stream says of a run. Only facts that replace one another, so that hearing them twice does no harm. */
export interface RunFacts {
  seq: number;
  status?: RunStatus;
  phase?: string;
  step?: number;
  lastLine?: string;
  /** What it thought, else said, with its last answer. */
  thought?: string;
  answer?: string;
  error?: Failure;
  endedAt?: string;
  conversationId?: string;
  confirmationId?: string | null;
  priority?: number;
  waitsFor?: string;
  waitDetail?: string | null;
  /** A message came, and nothing since: a wait for another agent or for its time is over. */
  woken?: boolean;
}

export function nextFacts(facts: RunFacts | undefined, event: RunEvent): RunFacts {
  if (facts && event.seq <= facts.seq) return facts;
  const news = newFacts(event);
  return { ...facts, ...(news.status ? { woken: false } : {}), ...news, seq: event.seq };
}

function newFacts(event: RunEvent): Omit<RunFacts, 'seq'> {
  switch (event.type) {
    case 'run.started':
      return {
        status: 'queued',
        phase: 'booting',
        ...(event.conversation_id ? { conversationId: event.conversation_id } : {}),
      };
    case 'run.dispatched':
      return { status: 'running', phase: 'thinking', confirmationId: null };
    case 'model.answered':
      return {
        status: 'running',
        step: event.step,
        ...lineOf(event.text || event.thought),
        ...thoughtOf(event.thought || event.text),
      };
    case 'tool.called':
      return { status: 'running', phase: 'executing', lastLine: event.tool };
    case 'tool.answered':
      return { phase: 'thinking', ...lineOf(event.output) };
    case 'confirmation.requested':
      return { status: 'waiting', phase: 'waiting', confirmationId: event.confirmation_id, ...lineOf(event.preview) };
    case 'confirmation.resolved':
      return { confirmationId: null };
    case 'run.waiting':
      return {
        status: 'waiting',
        phase: 'waiting',
        waitsFor: event.reason,
        waitDetail: event.detail ?? null,
      };
    case 'run.paused':
      return { status: 'paused', phase: 'idle' };
    case 'run.resumed':
      return { status: 'queued', phase: 'idle' };
    case 'run.retrying':
      return { status: 'retrying', phase: 'idle', ...lineOf(event.detail) };
    case 'run.adjusted':
      return { priority: event.priority };
    case 'run.step_limit':
    case 'run.child_started':
    case 'run.child_begun':
    case 'run.child_answered':
    case 'run.child_failed':
    case 'call.settled':
    case 'context.compacted':
    case 'run.inherited':
    case 'snapshot.made':
    case 'person.messaged':
    case 'dead_letter.closed':
      return {};
    case 'model.chosen':
    case 'budget.reserved':
    case 'budget.released':
    case 'model.used':
    case 'budget.warned':
      return {};
    case 'resource.exceeded':
      return lineOf(event.text);
    case 'answer.refused':
    case 'budget.reserved':
      return {};
    case 'budget.warned':
    case 'resource.exceeded':
      return lineOf(event.text);
    case 'model.fallback':
      return lineOf(event.reason);
    case 'run.messaged':
      return { woken: true };
    case 'run.imported':
      return event.ended ? newFacts({ ...event, ...event.ended }) : { status: 'paused', phase: 'idle' };
    case 'run.completed':
      return { status: 'completed', phase: 'ended', answer: event.answer, endedAt: event.at, ...lineOf(event.answer) };
    case 'run.failed':
      return ended('failed', event.at, { error: { code: event.code, detail: event.detail }, ...lineOf(event.detail) });
    case 'run.cancelled':
      return ended('cancelled', event.at, lineOf(event.reason));
  }
}

function ended(status: RunStatus, endedAt: string, more: Partial<RunFacts>): Omit<RunFacts, 'seq'> {
  return { ...more, status, phase: 'ended', endedAt };
}

function thoughtOf(text: string): { thought?: string } {
  return text.trim() ? { thought: text.trim() } : {};
}

function lineOf(text: string): { lastLine?: string } {
  const line = text.trim().split('\n').at(-1)?.trim();
  return line ? { lastLine: line.slice(0, 200) } : {};
}

function waitOf(run: Run, facts: RunFacts): Run['waiting'] {
  if (facts.status !== 'waiting') return facts.status ? null : (run.waiting ?? null);
  return facts.waitsFor
    ? { ...run.waiting, reason: facts.waitsFor, detail: facts.waitDetail ?? null }
    : (run.waiting ?? null);
}

const ENDED_BY_MESSAGE: readonly (string | undefined)[] = ['child', 'timer'];

/** A message ends a wait for another agent or for a time; the run stands in the queue then. */
function isWoken(run: Run, facts: RunFacts): boolean {
  if (!facts.woken || (facts.status ?? run.status) !== 'waiting') return false;
  return ENDED_BY_MESSAGE.includes(facts.status ? facts.waitsFor : run.waiting?.reason);
}

/** The run as it was read, brought up to what was heard since. An end is final whoever says it. */
export function withFacts(run: Run, facts: RunFacts | undefined): Run {
  if (!facts || (hasEnded(run.status) && !(facts.status && hasEnded(facts.status)))) return run;
  const woken = isWoken(run, facts);
  return {
    ...run,
    status: woken ? 'queued' : (facts.status ?? run.status),
    phase: woken ? 'idle' : (facts.phase ?? run.phase),
    priority: facts.priority ?? run.priority,
    waiting: woken ? null : (waitOf(run, facts) ?? null),
    step: Math.max(facts.step ?? 0, run.step),
    last_line: facts.lastLine ?? run.last_line ?? null,
    answer: facts.answer ?? run.answer ?? null,
    error: facts.error ?? run.error ?? null,
    ended_at: facts.endedAt ?? run.ended_at ?? null,
  };
}
