import { expect, test } from 'vitest';
import { leftOf, nextPull, withNews, type LivePull, type Pull } from './pulls';

const pull = (completed_bytes: number, more: Partial<Pull> = {}): Pull => ({
  model: 'ollama/tiny:1b',
  state: 'running',
  status: 'pulling',
  completed_bytes,
  total_bytes: 10_000,
  started_at: '2026-11-01T08:00:00Z',
  ...more,
});

const heard = (...news: [number, number][]) =>
  news.reduce<LivePull | undefined>((before, [bytes, at]) => nextPull(before, pull(bytes), at), undefined);

test('how fast it is counts from the second number on, for the first may be from yesterday', () => {
  expect(heard([0, 0], [4000, 100])?.rate).toBeUndefined();
  expect(heard([0, 0], [4000, 100], [5000, 1100])?.rate).toBe(1000);
});

test('speed is smoothed, and what is left follows from it', () => {
  const steady = heard([1000, 0], [2000, 1000]);
  const faster = nextPull(steady, pull(5000), 2000);

  expect(faster.rate).toBeGreaterThan(1000);
  expect(faster.rate).toBeLessThan(3000);
  expect(steady && leftOf(steady)).toBe(8000);
  expect(leftOf(nextPull(undefined, pull(0, { total_bytes: 0 }), 0))).toBeUndefined();
});

test('a download that begins again forgets how fast the one before was', () => {
  const again = nextPull(heard([1000, 0], [2000, 1000]), pull(0, { started_at: '2026-11-02T08:00:00Z' }), 2000);

  expect(again.rate).toBeUndefined();
});

test('what the events tell stands instead of what was read, unless that is of a later download', () => {
  const live = { 'ollama/tiny:1b': { pull: pull(7000), at: 5 } };
  const later = pull(1, { started_at: '2026-11-03T08:00:00Z' });
  const other = pull(3, { model: 'ollama/other', state: 'failed', started_at: '2026-11-02T08:00:00Z' });

  expect(withNews([pull(1), other], live).map((it) => it.pull.completed_bytes)).toEqual([3, 7000]);
  expect(withNews([later], live).map((it) => it.pull)).toEqual([later]);
  expect(withNews([], live).map((it) => it.pull.completed_bytes)).toEqual([7000]);
});
