import { expect, test } from 'vitest';
import { momentOf } from './moments';

test('days begin at midnight, an hour is an hour', () => {
  const now = new Date(2026, 0, 2, 15, 30);
  expect(momentOf('hour', now)).toEqual(new Date(2026, 0, 2, 14, 30));
  expect(momentOf('today', now)).toEqual(new Date(2026, 0, 2));
  expect(momentOf('day', now)).toEqual(new Date(2026, 0, 1));
  expect(momentOf('week', now)).toEqual(new Date(2025, 11, 26));
});
