import type { ChildBody } from './childEvents';

/** What came of the work, and at which cost. */
interface Ended {
  durationMs: number;
  tokensIn: number;
  tokensOut: number;
}

/** What has come back of the command that a sub-agent was given. */
export type ChildReply =
  { kind: 'none' } | { kind: 'begun' } | ({ kind: 'result' } & Ended) | ({ kind: 'error'; code: string } & Ended);

export function replyOf(event: Exclude<ChildBody, { type: 'run.child_started' }>): ChildReply {
  if (event.type === 'run.child_begun') return { kind: 'begun' };
  const ended = { durationMs: event.duration_ms, tokensIn: event.tokens_in, tokensOut: event.tokens_out };
  return event.type === 'run.child_answered'
    ? { kind: 'result', ...ended }
    : { kind: 'error', code: event.code, ...ended };
}
