import { expect, test } from 'vitest';
import { besides, closed, gone, kept, looked, MOST_TABS, onwards, placed, placeOf, renamed, type Tabs } from './tabs';

const tabs = (...paths: string[]): Tabs => paths.map((path) => ({ path, glance: false }));
const paths = (of: Tabs) => of.map((it) => (it.glance ? `(${it.path})` : it.path)).join(' ');

test('a glance gives its place to the next one, and stays once it is kept', () => {
  const first = looked(tabs('a'), 'b');
  expect(paths(first)).toBe('a (b)');
  expect(paths(looked(first, 'c'))).toBe('a (c)');
  expect(paths(looked(kept(first, 'b'), 'c'))).toBe('a b (c)');
  expect(looked(first, 'a')).toBe(first);
});

test('the first tab gives way when there are too many', () => {
  const many = tabs(...Array.from({ length: MOST_TABS }, (_, at) => `${at}`));
  expect(looked(many, 'x')).toHaveLength(MOST_TABS);
  expect(looked(many, 'x').at(0)?.path).toBe('1');
});

test('closing one shows the one behind it, or the one before', () => {
  expect(besides(tabs('a', 'b', 'c'), 'b')).toBe('c');
  expect(besides(tabs('a', 'b', 'c'), 'c')).toBe('b');
  expect(besides(tabs('a'), 'a')).toBe('');
  expect(paths(closed(tabs('a', 'b'), 'a'))).toBe('b');
});

test('the keys go around', () => {
  expect(onwards(tabs('a', 'b', 'c'), 'c', 1)).toBe('a');
  expect(onwards(tabs('a', 'b', 'c'), 'a', -1)).toBe('c');
  expect(onwards([], 'a', 1)).toBe('a');
});

test('a tab is drawn to the place of another, in both directions', () => {
  expect(paths(placed(tabs('a', 'b', 'c'), 'a', 'c'))).toBe('b c a');
  expect(paths(placed(tabs('a', 'b', 'c'), 'c', 'a'))).toBe('c a b');
});

test('tabs follow a folder to its new name and close with it', () => {
  const open = tabs('src/a.js', 'src2/b.js', 'src');
  expect(paths(renamed(open, 'src', 'lib'))).toBe('lib/a.js src2/b.js lib');
  expect(paths(gone(open, 'src'))).toBe('src2/b.js');
});

test('two files of one name say where they are', () => {
  const open = tabs('a/x.js', 'b/x.js', 'x.js', 'y.js');
  expect(['a/x.js', 'x.js', 'y.js'].map((it) => placeOf(open, it))).toEqual(['a', '/', '']);
});
