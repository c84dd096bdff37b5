import { expect, test } from 'vitest';
import { untilTomorrow } from './queries';

test('what was spent today is read anew once the next day has begun', () => {
  expect(untilTomorrow(Date.parse('2026-11-01T23:59:50Z'))).toBe(11_000);
  expect(untilTomorrow(Date.parse('2026-11-02T00:00:00Z'))).toBe(86_401_000);
});
