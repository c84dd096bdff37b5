import { expect, test } from 'vitest';
import { makeRun } from '../../../test/fakeRuns';
import { dayPartAt } from './greeting';
import { hourlyTokens } from './spend';

test('the day has four parts', () => {
  expect([4, 5, 11, 12, 17, 18, 22, 23].map(dayPartAt)).toEqual([
    'night',
    'morning',
    'morning',
    'afternoon',
    'afternoon',
    'evening',
    'evening',
    'night',
  ]);
});

test('tokens stand in the hour in which their run began; older ones do not', () => {
  const now = Date.parse('2026-11-21T12:30:00Z');
  const run = (created_at: string) => ({
    ...makeRun('run-1', '', 'pers-coder', 0),
    created_at,
    tokens_in: 100,
    tokens_out: 10,
  });
  const bars = hourlyTokens(
    [run('2026-11-21T12:01:00Z'), run('2026-11-21T11:59:00Z'), run('2026-11-20T11:00:00Z')],
    now,
  );

  expect(bars).toHaveLength(24);
  expect(bars.map((it) => it.tokens).filter((it) => it > 0)).toEqual([110, 110]);
  expect(bars.at(-1)?.tokens).toBe(110);
});
