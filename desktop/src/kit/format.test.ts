import { expect, test } from 'vitest';
import { bytesText, compactNumber, durationText, relativeTime, shortId } from './format';

const now = Date.parse('2026-11-21T12:00:00Z');

test('times are told as a person would', () => {
  expect(relativeTime('2026-11-21T11:59:50Z', now, 'en')).toBe('now');
  expect(relativeTime('2026-11-21T11:55:00Z', now, 'en')).toBe('5m ago');
  expect(relativeTime('2026-11-20T12:00:00Z', now, 'pt-BR')).toBe('ontem');
});

test('numbers have units', () => {
  expect(bytesText(999, 'en')).toBe('999 B');
  expect(bytesText(2_140, 'en')).toBe('2.1 kB');
  expect(bytesText(2_140, 'pt-BR')).toBe('2,1 kB');
  expect(compactNumber(950, 'en')).toBe('950');
  expect(compactNumber(128_100, 'en')).toBe('128k');
  expect(compactNumber(1_340_000, 'en')).toBe('1.3M');
  expect(durationText(412, 'en')).toBe('412 ms');
  expect(durationText(2_140, 'en')).toBe('2.1 s');
  expect(durationText(125_000, 'en')).toBe('2 min 5 s');
});

test('an id is shortened to its kind and its end', () => {
  expect(shortId('run-01jd3v8kq2n4m6p8r0s2t4v6w8')).toBe('run-4v6w8'.replace('4v6w8', 't4v6w8'));
  expect(shortId('run-7')).toBe('run-7');
});
