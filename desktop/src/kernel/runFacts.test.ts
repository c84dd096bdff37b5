import { expect, test } from 'vitest';
import {
  asked,
  at,
  completed,
  dispatched,
  eventsOf,
  failed,
  modelAnswered,
  resolved,
  started,
  waiting,
} from '../../test/events';
import { makeRun } from '../../test/fakeRuns';
import type { RunBody } from './events';
import { nextFacts, withFacts, type RunFacts } from './runFacts';

const heard = (...bodies: RunBody[]) => eventsOf(...bodies).reduce<RunFacts | undefined>(nextFacts, undefined);
const run = makeRun('run-1', 'Tidy the desk', 'pers-coder', 1, { status: 'queued', step: 0, last_line: null });

test('what was heard brings what was read up to date', () => {
  expect(withFacts(run, undefined)).toBe(run);
  expect(withFacts(run, heard(started(), dispatched(), modelAnswered(3, 'one\nLooking.')))).toMatchObject({
    status: 'running',
    step: 3,
    last_line: 'Looking.',
  });
});

test('an event heard again changes nothing', () => {
  const facts = heard(started(), dispatched());

  expect(nextFacts(facts, at(3, started()))).toBe(facts);
});

test('a confirmation makes a run wait until it is answered', () => {
  expect(heard(dispatched(), asked('conf-1', 'call-1'))).toMatchObject({ status: 'waiting', confirmationId: 'conf-1' });
  expect(heard(asked('conf-1', 'call-1'), resolved('conf-1', 'call-1'), dispatched())).toMatchObject({
    status: 'running',
    confirmationId: null,
  });
});

test('an end is final whoever says it', () => {
  expect(withFacts({ ...run, status: 'completed' }, heard(dispatched()))).toMatchObject({ status: 'completed' });
  expect(withFacts(run, heard(failed()))).toMatchObject({ status: 'failed', error: { code: 'tool_failed' } });
  expect(withFacts(run, heard(completed('All good.')))).toMatchObject({ answer: 'All good.', last_line: 'All good.' });
});

test('a step once reached is not taken back by an older fact', () => {
  expect(withFacts({ ...run, step: 5 }, heard(modelAnswered(3))).step).toBe(5);
});

test('a run is paused, goes on, waits for more steps and gets another priority', () => {
  const paused: RunBody = { type: 'run.paused', run_id: 'run-1', reason: 'lunch' };
  const resumed: RunBody = { type: 'run.resumed', run_id: 'run-1', reason: 'resumed' };
  const limit: RunBody = { type: 'run.waiting', run_id: 'run-1', reason: 'step_limit' };
  const urgent: RunBody = { type: 'run.adjusted', run_id: 'run-1', priority: 1 };

  expect(withFacts(run, heard(started(), dispatched(), paused)).status).toBe('paused');
  expect(withFacts(run, heard(started(), dispatched(), paused, resumed)).status).toBe('queued');
  expect(withFacts(run, heard(started(), dispatched(), limit)).waiting?.reason).toBe('step_limit');
  expect(withFacts(run, heard(started(), dispatched(), limit, resumed)).waiting).toBeNull();
  expect(withFacts(run, heard(started(), urgent)).priority).toBe(1);
});

test('a message ends a wait for another agent or for a time, and no other wait', () => {
  const said: RunBody = {
    type: 'run.messaged',
    run_id: 'run-1',
    message_id: 'msg-1',
    sender: 'user-ana',
    text: 'Hello',
  };
  const waits = (reason: string) => ({ ...run, status: 'waiting' as const, waiting: { reason } });

  expect(withFacts(run, heard(started(), dispatched(), waiting('child'), said))).toMatchObject({
    status: 'queued',
    waiting: null,
  });
  expect(withFacts(waits('timer'), heard(said))).toMatchObject({ status: 'queued', waiting: null });
  expect(withFacts(waits('approval'), heard(said)).status).toBe('waiting');
  expect(withFacts(run, heard(waiting('input'), said)).status).toBe('waiting');
  expect(withFacts(run, heard(waiting('child'), said, dispatched())).status).toBe('running');
  expect(withFacts(waits('child'), heard(said, dispatched(), waiting('child'))).status).toBe('waiting');
});

test('an imported run stands where it stood', () => {
  const imported = (ended?: RunBody): RunBody =>
    ({ type: 'run.imported', run_id: 'run-1', source: 'run-0', ended: ended ?? null }) as RunBody;

  expect(withFacts(run, heard(started(), imported())).status).toBe('paused');
  expect(withFacts(run, heard(started(), imported(completed('Tidy.'))))).toMatchObject({
    status: 'completed',
    answer: 'Tidy.',
  });
});
