import { create } from 'zustand';
import { addDelta, endDeltas, noDeltas, type Deltas } from '../kernel/deltas';
import { isRunEvent, type Delta, type DurableEvent, type RunEvent } from '../kernel/events';
import type { Connection } from '../kernel/eventStream';
import { mergeConfirmations, nextConfirmations, type Confirmations } from '../kernel/confirmations';
import { hasEnded, type Confirmation } from '../kernel/objects';
import { nextPull, type LivePull, type ModelPulled, type Pull } from '../kernel/pulls';
import { nextFacts, type RunFacts } from '../kernel/runFacts';
import { addEvent, emptyTimeline, type Timeline } from '../kernel/timeline';
import { addToRate, noRate, type TokenRate } from '../kernel/tokenRate';

type ByRun<T> = Readonly<Record<string, T>>;

/** What the one event stream has told since this page opened. */
export interface Live {
  connection: Connection;
  /** Counts gaps: whoever folded events from before reads its history anew. */
  generation: number;
  facts: ByRun<RunFacts>;
  deltas: ByRun<Deltas>;
  /** Only the runs that somebody looks at. */
  timelines: ByRun<Timeline>;
  confirmations: Confirmations;
  rate: TokenRate;
  /** Downloads of models, by model. */
  pulls: Readonly<Record<string, LivePull>>;
}

export const silentLive: Live = {
  connection: 'connecting',
  generation: 0,
  facts: {},
  deltas: {},
  timelines: {},
  confirmations: {},
  rate: noRate,
  pulls: {},
};

export const useLive = create<Live>(() => silentLive);

export function afterEvent(live: Live, event: DurableEvent): Live {
  if (event.type === 'model.pulled') return afterPulled(live, event);
  if (!isRunEvent(event)) return live;
  const id = event.run_id;
  const facts = nextFacts(live.facts[id], event);
  const ended = facts.status !== undefined && hasEnded(facts.status);
  const { [id]: before = noDeltas, ...others } = live.deltas;
  const timeline = live.timelines[id];
  return {
    ...live,
    facts: { ...live.facts, [id]: facts },
    deltas: ended ? others : { ...others, [id]: endDeltas(before, event) },
    timelines: timeline ? { ...live.timelines, [id]: addEvent(timeline, event) } : live.timelines,
    confirmations: nextConfirmations(live.confirmations, event),
  };
}

export function afterDelta(live: Live, delta: Delta, now: number): Live {
  const status = live.facts[delta.stream]?.status;
  if (status && hasEnded(status)) return live;
  const before = live.deltas[delta.stream] ?? noDeltas;
  const after = addDelta(before, delta);
  if (after === before) return live;
  return { ...live, deltas: { ...live.deltas, [delta.stream]: after }, rate: addToRate(live.rate, delta, now) };
}

export function afterPull(live: Live, pull: Pull, now: number): Live {
  return { ...live, pulls: { ...live.pulls, [pull.model]: nextPull(live.pulls[pull.model], pull, now) } };
}

/** How it ended stands until the list of downloads is read anew. */
function afterPulled(live: Live, { model, ok, bytes, message }: ModelPulled): Live {
  const known = live.pulls[model];
  if (!known) return live;
  const pull: Pull = { ...known.pull, state: ok ? 'done' : 'failed', completed_bytes: bytes, message };
  return { ...live, pulls: { ...live.pulls, [model]: { pull, at: known.at } } };
}

/** History joins the live events; where both tell of the same event it counts once. */
export function afterHistory(live: Live, runId: string, events: readonly RunEvent[]): Live {
  const before = live.timelines[runId];
  if (!before) return live;
  const known = events.filter(isRunEvent);
  return {
    ...live,
    timelines: { ...live.timelines, [runId]: known.reduce(addEvent, before) },
    deltas: { ...live.deltas, [runId]: known.reduce(closeOnly, live.deltas[runId] ?? noDeltas) },
  };
}

/** What the history says has ended is not being said any more; a dispatch long past restarts nothing. */
function closeOnly(deltas: Deltas, event: RunEvent): Deltas {
  return event.type === 'run.dispatched' ? deltas : endDeltas(deltas, event);
}

export function afterGap(live: Live): Live {
  const timelines = Object.fromEntries(Object.keys(live.timelines).map((id) => [id, emptyTimeline]));
  return { ...silentLive, connection: live.connection, generation: live.generation + 1, timelines };
}

export function watchTimeline(runId: string): void {
  useLive.setState((it) => (it.timelines[runId] ? it : { timelines: { ...it.timelines, [runId]: emptyTimeline } }));
}

export function forgetTimeline(runId: string): void {
  useLive.setState((it) => {
    const { [runId]: _, ...timelines } = it.timelines;
    return { timelines };
  });
}

export function readConfirmations(read: readonly Confirmation[]): void {
  useLive.setState((it) => ({ confirmations: mergeConfirmations(it.confirmations, read) }));
}
