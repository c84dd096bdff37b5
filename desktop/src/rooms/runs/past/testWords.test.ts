import { expect, test } from 'vitest';
import type { RunTest } from '../../../kernel/past';
import { countsOf, stateOf } from './testWords';

const kept = (passed?: boolean): RunTest => ({
  id: 'test-1',
  name: 'Tidy',
  run_id: 'run-1',
  mode: 'behaviour',
  saved_at: '2026-01-01T00:00:00Z',
  ...(passed === undefined ? {} : { passed }),
});

test('a test that was never checked is neither passed nor failed', () => {
  expect([kept(), kept(true), kept(false)].map(stateOf)).toEqual(['new', 'passed', 'failed']);
  expect(countsOf([kept(), kept(true), kept(true), kept(false)])).toEqual({ new: 1, passed: 2, failed: 1 });
});
