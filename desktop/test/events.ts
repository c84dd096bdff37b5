import type { Envelope, RunBody, RunEvent } from '../src/kernel/events';

/** Numbers bodies as the journal does: sequences may leave gaps, since other streams lie between. */
export function eventsOf(...bodies: RunBody[]): RunEvent[] {
  return bodies.map((body, place) => at((place + 1) * 3, body));
}

export function at(seq: number, body: RunBody): RunEvent {
  const envelope: Envelope = {
    seq,
    event_id: `e-${seq}`,
    stream: body.run_id,
    position: seq,
    at: new Date(1_760_000_000_000 + seq * 1000).toISOString(),
    actor: 'kernel',
  };
  return { ...envelope, ...body };
}

const run_id = 'run-1';

export const started = (goal = 'Tidy the desk'): RunBody => ({
  type: 'run.started',
  run_id,
  goal,
  owner: 'user-ana',
  persona_id: 'pers-coder',
  priority: 3,
});

export const dispatched = (epoch = 1): RunBody => ({ type: 'run.dispatched', run_id, epoch, reason: 'start' });

export const modelAnswered = (step: number, text = '', ...calls: string[]): RunBody => ({
  type: 'model.answered',
  run_id,
  step,
  model: 'ollama/qwen3',
  thought: '',
  text,
  tool_calls: calls.map((call_id) => ({ call_id, tool: 'exec', arguments: '{"command":"ls"}' })),
  usage: { tokens_in: 100, tokens_out: 10, cached_tokens: 0, reasoning_tokens: 0 },
  duration_ms: 900,
  first_token_ms: 90,
  prompt_bytes: 2048,
});

export const toolCalled = (call_id: string, step = 1): RunBody => ({
  type: 'tool.called',
  run_id,
  step,
  call_id,
  tool: 'exec',
  arguments: '{"command":"ls -la"}',
  effect: 'external',
  decision: 'allow:sandboxed',
  note: '',
});

export const toolAnswered = (call_id: string, output = 'hello.py', ok = true): RunBody => ({
  type: 'tool.answered',
  run_id,
  step: 1,
  call_id,
  tool: 'exec',
  ok,
  output,
  error: ok ? '' : 'tool_failed',
  exit_code: ok ? 0 : 1,
  truncated: false,
  duration_ms: 12,
  receipt_id: `rcpt-${call_id}`,
  changes: [],
});

export const asked = (id: string, call_id: string): RunBody => ({
  type: 'confirmation.requested',
  confirmation_id: id,
  run_id,
  call_id,
  kind: 'approval',
  tool: 'exec',
  arguments: '{"command":"rm -r build"}',
  preview: 'Run rm -r build',
  rule: 'delete-many',
  reason: 'Many files would go.',
  options: [],
});

export const resolved = (id: string, call_id: string, decision = 'approve'): RunBody => ({
  type: 'confirmation.resolved',
  confirmation_id: id,
  run_id,
  call_id,
  decision,
  text: '',
  remember: 'once',
  by: 'user-ana',
});

export const waiting = (reason = 'approval'): RunBody => ({ type: 'run.waiting', run_id, reason });
export const completed = (answer = 'Done.'): RunBody => ({ type: 'run.completed', run_id, answer });
export const failed = (): RunBody => ({ type: 'run.failed', run_id, code: 'tool_failed', detail: 'It broke.' });
export const cancelled = (): RunBody => ({ type: 'run.cancelled', run_id, reason: '' });
