import { expect, test } from 'vitest';
import type { Terminal } from '../../kernel/terminals';
import { textOf } from '../../kit/i18n/text';
import { endingOf, idAt, inOrder, nameOf, neighbour, withCtrl } from './tabs';

const make = (id: string, at: number, title = '') =>
  ({ id, title, created_at: new Date(at).toISOString() }) as Terminal;
const all = inOrder([make('c', 3), make('a', 1), make('b', 2, 'build')]);
const t = (key: Parameters<typeof textOf>[1], values = {}) => textOf('en', key, values);

test('tabs stand in the order in which they were opened', () => {
  expect(all.map((it) => it.id)).toEqual(['a', 'b', 'c']);
  expect(all.map((it) => nameOf(it, all, t))).toEqual(['Terminal 1', 'build', 'Terminal 3']);
});

test('a tab that goes makes room for its neighbour', () => {
  expect(neighbour(all, 'b')?.id).toBe('c');
  expect(neighbour(all, 'c')?.id).toBe('b');
  expect(neighbour([make('a', 1)], 'a')).toBeUndefined();
});

test('an address names a terminal', () => {
  expect(idAt('/terminal/term-1')).toBe('term-1');
  expect(idAt('/terminal')).toBe('');
});

test('the end says why', () => {
  expect(endingOf({ exit_code: 3, reason: 'exited' }, t)).toContain('3');
  expect(endingOf({ exit_code: 137, reason: 'idle' }, t)).toContain('Nobody');
  expect(endingOf({ exit_code: 137, reason: 'memory' }, t)).toContain('memory');
});

test('Ctrl makes control characters of letters only', () => {
  expect(withCtrl('c')).toBe('\u0003');
  expect(withCtrl('[')).toBe('\u001b');
  expect(withCtrl('é')).toBe('é');
  expect(withCtrl('ls')).toBe('ls');
});
