import { expect, test } from 'vitest';
import { partOf, tooLarge } from './importParts';

test('a file of more than 50 MB is not sent', () => {
  expect(tooLarge({ size: 50 * 1024 * 1024 })).toBe(false);
  expect(tooLarge({ size: 50 * 1024 * 1024 + 1 })).toBe(true);
});

test('several files are one way', () => {
  expect([partOf(0, 2, 0), partOf(0, 2, 0.5), partOf(1, 2, 1), partOf(0, 0, 0)]).toEqual([0, 0.25, 1, 0]);
});
