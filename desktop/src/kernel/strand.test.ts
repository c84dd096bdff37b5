import { describe, expect, test } from 'vitest';
import {
  asked,
  cancelled,
  completed,
  dispatched,
  eventsOf,
  failed,
  modelAnswered,
  resolved,
  started,
  toolAnswered,
  toolCalled,
  waiting,
} from '../../test/events';
import type { RunBody } from './events';
import { canOpen, changesOf } from './changes';
import { emptyStrand, nextStrand, type CallItem } from './strand';

const after = (...bodies: RunBody[]) => eventsOf(...bodies).reduce(nextStrand, emptyStrand);
const call = (...bodies: RunBody[]) => after(...bodies).items.find((it): it is CallItem => it.kind === 'call');
const kinds = (...bodies: RunBody[]) => after(...bodies).items.map((it) => it.kind);

test('a run goes from its goal to its answer', () => {
  expect(after()).toEqual(emptyStrand);
  expect(after(started())).toMatchObject({ goal: 'Tidy the desk', status: 'queued', items: [] });
  expect(after(started(), dispatched())).toMatchObject({ status: 'running', items: [] });
  expect(after(started(), dispatched(), modelAnswered(1, 'Done.'), completed())).toMatchObject({
    status: 'completed',
    items: [{ kind: 'model' }, { kind: 'answer', text: 'Done.' }],
    tokensIn: 100,
    tokensOut: 10,
  });
});

test('an answer tells what its request was made of', () => {
  const blocks = { persona: 300, goal: 20 };
  expect(after({ ...modelAnswered(1, 'Done.'), blocks } as RunBody).items).toMatchObject([{ kind: 'model', blocks }]);
  expect(after(modelAnswered(1, 'Done.')).items).toMatchObject([{ kind: 'model', blocks: {} }]);
});

test('a failed and a cancelled run say why', () => {
  expect(after(started(), failed())).toMatchObject({
    status: 'failed',
    items: [{ kind: 'failure', code: 'tool_failed', detail: 'It broke.' }],
  });
  expect(after(started(), cancelled())).toMatchObject({ status: 'cancelled', items: [{ kind: 'cancelled' }] });
});

describe('a tool call', () => {
  const request = modelAnswered(1, '', 'call-1');

  test('stands from the moment it was asked for', () => {
    expect(call(request)).toMatchObject({ callId: 'call-1', state: 'asked', arguments: '{"command":"ls"}' });
  });

  test('shows the arguments that execute, which may not be the ones asked for', () => {
    expect(call(request, toolCalled('call-1'))).toMatchObject({
      state: 'running',
      arguments: '{"command":"ls -la"}',
      decision: 'allow:sandboxed',
    });
  });

  test('knows where its whole output is when only a part was shown', () => {
    const whole = { handle: 'out-1', bytes: 70_000 };
    expect(call(request, { ...toolAnswered('call-1'), whole } as RunBody)).toMatchObject({ whole });
    expect(call(request, toolAnswered('call-1'))?.whole).toBeNull();
  });

  test('ends well or badly', () => {
    expect(call(request, toolCalled('call-1'), toolAnswered('call-1'))).toMatchObject({
      state: 'ok',
      output: 'hello.py',
      exitCode: 0,
      receiptId: 'rcpt-call-1',
    });
    expect(call(request, toolAnswered('call-1', 'no', false))).toMatchObject({ state: 'failed', error: 'tool_failed' });
  });

  test('that no answer of a model announced is shown all the same', () => {
    expect(call(toolCalled('call-9'))).toMatchObject({ callId: 'call-9', tool: 'exec', state: 'running' });
  });
});

describe('an approval', () => {
  const request = [modelAnswered(1, '', 'call-1'), asked('conf-1', 'call-1'), waiting()] as const;

  test('hangs on the call that waits, and stays when answered', () => {
    expect(call(...request)).toMatchObject({ state: 'waiting', ask: { id: 'conf-1', reason: 'Many files would go.' } });
    expect(call(...request, resolved('conf-1', 'call-1', 'reject'))).toMatchObject({
      state: 'asked',
      ask: { id: 'conf-1', decision: 'reject', by: 'user-ana' },
    });
  });

  test('needs no notch beside its card', () => {
    expect(kinds(...request, resolved('conf-1', 'call-1'), dispatched(2))).toEqual(['model', 'call']);
  });
});

test('a wait for anything but a person is a notch, and so is a run taken up after a crash', () => {
  expect(kinds(started(), dispatched(), modelAnswered(1), waiting('timer'))).toEqual(['model', 'notch']);
  expect(after(started(), dispatched(), modelAnswered(1), dispatched(2)).items.at(-1)).toMatchObject({
    kind: 'notch',
    label: 'resumed',
  });
});

test('files changed more than once are told once, with all their lines', () => {
  const change = (call_id: string, kind: 'created' | 'modified', added: number): RunBody => ({
    ...(toolAnswered(call_id) as RunBody & { type: 'tool.answered' }),
    changes: [{ path: 'a.js', kind, bytes: 10, added, removed: 1 }],
  });

  expect(changesOf(after(change('call-1', 'created', 5), change('call-2', 'modified', 2)))).toEqual([
    { path: 'a.js', kind: 'created', bytes: 10, added: 7, removed: 2 },
  ]);
});

test('a file opens while it is there and in the project', () => {
  const change = { path: 'a.js', kind: 'created', bytes: 1, added: 1, removed: 0 } as const;

  expect(canOpen(change)).toBe(true);
  expect(canOpen({ ...change, kind: 'deleted' })).toBe(false);
  expect(canOpen({ ...change, path: '/home/ana/a.js' })).toBe(false);
});

test('what others do to a run stands in its strand', () => {
  const run_id = 'run-1';
  const strand = after(
    started(),
    dispatched(),
    { type: 'run.messaged', run_id, message_id: 'msg-1', sender: 'user-ana', text: 'use German' },
    { type: 'run.child_started', run_id, child_id: 'run-2', call_id: 'c1', persona_id: 'pers-coder', goal: 'help' },
    { type: 'run.retrying', run_id, code: 'unavailable', detail: 'Busy.', attempt: 2, due_at: '2026-01-01T00:00:00Z' },
    { type: 'context.compacted', run_id, before_tokens: 900, after_tokens: 300, failure: '' },
    { type: 'run.paused', run_id, reason: 'lunch' },
  );

  expect(strand.status).toBe('paused');
  expect(strand.items).toMatchObject([
    { kind: 'said', sender: 'user-ana', text: 'use German' },
    { kind: 'child', childId: 'run-2', goal: 'help' },
    { kind: 'notch', label: 'retrying', detail: '2: Busy.' },
    { kind: 'notch', label: 'compacted', detail: '900 → 300' },
    { kind: 'notch', label: 'paused', detail: 'lunch' },
  ]);
});

test('a child replies beside the command that it was given', () => {
  const run_id = 'run-1';
  const assignment = { task: 'help', constraints: ['Be brief.'], timeout_s: 40, output_format: 'json' };
  const child = (child_id: string) => ({ run_id, child_id, call_id: 'c1' });
  const command = (id: string): RunBody => ({
    type: 'run.child_started',
    ...child(id),
    persona_id: 'pers-coder',
    goal: 'help',
    assignment,
  });
  const cost = { duration_ms: 1200, tokens_in: 30, tokens_out: 4 };
  const strand = after(
    started(),
    dispatched(),
    command('run-2'),
    command('run-3'),
    command('run-4'),
    { type: 'run.child_begun', ...child('run-2') },
    { type: 'run.child_begun', ...child('run-3') },
    { type: 'run.child_answered', ...child('run-2'), answer: 'helped', ...cost },
    { type: 'run.child_failed', ...child('run-3'), code: 'invalid', detail: 'No JSON.', ...cost },
  );

  expect(strand.items).toMatchObject([
    { childId: 'run-2', assignment, reply: { kind: 'result', durationMs: 1200, tokensIn: 30, tokensOut: 4 } },
    { childId: 'run-3', reply: { kind: 'error', code: 'invalid', durationMs: 1200 } },
    { childId: 'run-4', reply: { kind: 'none' } },
  ]);
});

test('an answer that was not taken is marked with the reason', () => {
  const strand = after(started(), dispatched(), {
    type: 'answer.refused',
    run_id: 'run-1',
    step: 1,
    reason: 'It is not one JSON value.',
  });

  expect(strand.items).toMatchObject([{ kind: 'notch', label: 'refused', detail: 'It is not one JSON value.' }]);
});

test('what another run did is past that was paid for there', () => {
  const inherited = (...events: RunBody[]): RunBody => ({
    type: 'run.inherited',
    run_id: 'run-1',
    source: 'run-0',
    events,
  });
  const strand = after(
    started(),
    inherited(modelAnswered(1, '', 'call-1')),
    inherited(toolCalled('call-1'), toolAnswered('call-1')),
    dispatched(),
    modelAnswered(2, 'Hm.'),
  );

  expect(strand.items.map((it) => [it.kind, it.position === null, it.at === ''])).toEqual([
    ['model', true, true],
    ['call', true, true],
    ['notch', false, false],
    ['model', false, false],
  ]);
  expect(strand.tokensIn).toBe(100);
  expect(strand.status).toBe('running');
});

test('an imported run is paused, or has ended as it did', () => {
  const imported = (ended: RunBody | null): RunBody =>
    ({ type: 'run.imported', run_id: 'run-1', source: 'run-0', ended }) as RunBody;

  expect(after(started(), imported(null)).status).toBe('paused');
  expect(after(started(), imported(completed('Tidy.')))).toMatchObject({
    status: 'completed',
    items: [
      { kind: 'notch', label: 'imported' },
      { kind: 'answer', text: 'Tidy.' },
    ],
  });
});

test('a call stands where its answer does', () => {
  const strand = after(started(), modelAnswered(1, '', 'call-1'), toolCalled('call-1'), toolAnswered('call-1'));

  expect(strand.items.map((it) => it.position)).toEqual([6, 12]);
});

test('what a run asks a model by the way is marked with its purpose', () => {
  const errand = { id: 'errand-1', purpose: 'image' };
  const usage = { tokens_in: 9, tokens_out: 1, cached_tokens: 0, reasoning_tokens: 0 };
  const reserved: RunBody = { type: 'budget.reserved', run_id: 'run-1', model: 'a/b', tokens: 9, errand };
  const released: RunBody = { type: 'budget.released', run_id: 'run-1', errand_id: 'errand-1', reason: 'It failed.' };
  const used: RunBody = { type: 'model.used', run_id: 'run-1', errand, model: 'a/b', usage, duration_ms: 3 };
  const strand = after(started(), reserved, released, reserved, used);

  expect(strand.items).toMatchObject([{ kind: 'notch', label: 'asked', detail: 'image · a/b' }]);
});

test('what an answer that broke off is charged stands where it broke off', () => {
  const errand = { id: 'errand-1', purpose: 'cut_off' };
  const usage = { tokens_in: 1200, tokens_out: 34, cached_tokens: 0, reasoning_tokens: 0 };
  const lost: RunBody = {
    type: 'model.used',
    run_id: 'run-1',
    errand,
    model: 'a/b',
    usage,
    duration_ms: 3,
    estimated: true,
  };
  const strand = after(started(), { ...lost, cost: '0.000500' }, lost);

  expect(strand.items).toMatchObject([
    { kind: 'notch', label: 'cutOff', detail: '$0.000500 · 1200 → 34 · a/b' },
    { kind: 'notch', label: 'cutOff', detail: '1200 → 34 · a/b' },
  ]);
});

test('a budget is spoken of where it warns and where it holds the run up, and not where it only sets aside', () => {
  const reserved: RunBody = { type: 'budget.reserved', run_id: 'run-1', model: 'a/b', tokens: 9, cost: '0.000010' };
  const of = { run_id: 'run-1', budget: 'budget-1', subject: 'org-1', period: '2026-01-31' };
  const warned: RunBody = { ...of, type: 'budget.warned', percent: 80, text: 'It is 80 % used.' };
  const exceeded: RunBody = { ...of, type: 'resource.exceeded', resource: 'cost', text: 'Nothing is left.' };
  const strand = after(started(), reserved, warned, exceeded);

  expect(strand.items).toMatchObject([
    { kind: 'notch', label: 'nearlyUsed', detail: 'It is 80 % used.' },
    { kind: 'notch', label: 'usedUp', detail: 'Nothing is left.' },
  ]);
  expect(strand.lack).toMatchObject({ budget: 'budget-1', resource: 'cost' });
});
