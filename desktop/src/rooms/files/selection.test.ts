import { expect, test } from 'vitest';
import { clicked, fits, meant, NOTHING, outermost } from './selection';

const rows = ['a', 'b', 'c', 'd'];
const plain = { range: false, more: false };
const chosen = (paths: ReadonlySet<string>) => [...paths].sort().join('');

test('a click chooses one, with Ctrl one more or one less, with Shift all between', () => {
  const one = clicked(NOTHING, rows, 'b', plain);
  expect(chosen(one.paths)).toBe('b');
  expect(chosen(clicked(one, rows, 'd', { ...plain, more: true }).paths)).toBe('bd');
  expect(chosen(clicked(one, rows, 'b', { ...plain, more: true }).paths)).toBe('');
  const range = clicked(one, rows, 'd', { ...plain, range: true });
  expect(chosen(range.paths)).toBe('bcd');
  expect(chosen(clicked(range, rows, 'a', { ...plain, range: true }).paths)).toBe('ab');
});

test('a range whose beginning is no longer in sight is a click', () => {
  expect(chosen(clicked({ paths: new Set(['z']), anchor: 'z' }, rows, 'c', { ...plain, range: true }).paths)).toBe('c');
});

test('a command on a row outside the choice is about that row alone', () => {
  const two = { paths: new Set(['a', 'b']), anchor: 'a' };
  expect(meant(two, 'a')).toEqual(['a', 'b']);
  expect(meant(two, 'd')).toEqual(['d']);
});

test('what is in a chosen folder goes with it', () => {
  expect(outermost(['src', 'src/a.js', 'srcs/b.js'])).toEqual(['src', 'srcs/b.js']);
});

test('nothing moves into itself or to where it is', () => {
  expect(fits(['src'], 'src/deep')).toBe(false);
  expect(fits(['src/a.js'], 'src')).toBe(false);
  expect(fits(['src/a.js', 'b.js'], 'src')).toBe(true);
  expect(fits(['src/a.js'], '')).toBe(true);
  expect(fits([], '')).toBe(false);
});
