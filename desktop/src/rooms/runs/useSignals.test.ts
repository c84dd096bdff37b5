import { expect, test } from 'vitest';
import { makeRun } from '../../../test/fakeRuns';
import type { Run } from '../../kernel/objects';
import { signalsOf } from './useSignals';

const run = (change: Partial<Run>) => makeRun('run-1', '', 'pers-coder', 1, change);

test('only what the status allows is offered', () => {
  expect(signalsOf(run({ status: 'running' }))).toEqual(['pause', 'cancel', 'kill']);
  expect(signalsOf(run({ status: 'paused' }))).toEqual(['resume', 'cancel', 'kill']);
  expect(signalsOf(run({ status: 'waiting', waiting: { reason: 'step_limit' } }))).toEqual([
    'continue',
    'pause',
    'cancel',
    'kill',
  ]);
  expect(signalsOf(run({ status: 'failed' }))).toEqual(['retry']);
  expect(signalsOf(run({ status: 'completed' }))).toEqual([]);
  expect(signalsOf(run({ status: 'paused', imported_from: { run: 'run-0', at: '', archive: '' } }))).toEqual([]);
});
