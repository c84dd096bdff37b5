import type { RunEvent } from './events';
import type { Arguments, Confirmation } from './objects';

export type Confirmations = Readonly<Record<string, Confirmation>>;

const RESOLVED: Readonly<Record<string, Confirmation['status']>> = {
  approve: 'approved',
  edit: 'approved',
  reject: 'rejected',
  answer: 'answered',
  expire: 'expired',
};

export function argumentsOf(text: string): Arguments {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Arguments) : { value };
  } catch {
    return text ? { arguments: text } : {};
  }
}

/** Folds what the stream says of confirmations over those that were read. An answer is never taken back. */
export function nextConfirmations(all: Confirmations, event: RunEvent): Confirmations {
  switch (event.type) {
    case 'confirmation.requested': {
      if (all[event.confirmation_id]) return all;
      const asked: Confirmation = {
        id: event.confirmation_id,
        run_id: event.run_id,
        call_id: event.call_id,
        kind: event.kind,
        tool: event.tool,
        arguments: argumentsOf(event.arguments),
        preview: event.preview,
        rule: event.rule,
        reason: event.reason,
        options: event.options,
        status: 'pending',
        created_at: event.at,
      };
      return { ...all, [asked.id]: asked };
    }
    case 'confirmation.resolved': {
      const known = all[event.confirmation_id];
      if (!known || known.status !== 'pending') return all;
      const status = RESOLVED[event.decision] ?? 'cancelled';
      return {
        ...all,
        [known.id]: { ...known, status, resolved_at: event.at, resolved_by: event.by, text: event.text },
      };
    }
    case 'run.cancelled':
    case 'run.failed':
      return mapPending(all, event.run_id, event.at);
    default:
      return all;
  }
}

/** Nobody waits any more for what an ended run had asked. */
function mapPending(all: Confirmations, runId: string, at: string): Confirmations {
  const open = Object.values(all).filter((it) => it.run_id === runId && it.status === 'pending');
  if (open.length === 0) return all;
  return {
    ...all,
    ...Object.fromEntries(open.map((it) => [it.id, { ...it, status: 'cancelled', resolved_at: at } as const])),
  };
}

/** Takes what the kernel answered; where the stream already knew of an answer, the answer stays. */
export function mergeConfirmations(all: Confirmations, read: readonly Confirmation[]): Confirmations {
  const merged: Record<string, Confirmation> = { ...all };
  for (const it of read) {
    const known = merged[it.id];
    merged[it.id] = known && known.status !== 'pending' && it.status === 'pending' ? known : it;
  }
  return merged;
}

export function pendingOf(all: Confirmations): Confirmation[] {
  return Object.values(all)
    .filter((it) => it.status === 'pending')
    .sort((a, b) => b.created_at.localeCompare(a.created_at) || b.id.localeCompare(a.id));
}

export function resolvedOf(all: Confirmations): Confirmation[] {
  return Object.values(all)
    .filter((it) => it.status !== 'pending')
    .sort((a, b) => (b.resolved_at ?? b.created_at).localeCompare(a.resolved_at ?? a.created_at));
}
