import { Play } from 'lucide-react';
import { expect, test } from 'vitest';
import { found, fuzzyScore, type Entry } from './entries';

test('three letters find a thing, wherever they stand', () => {
  expect(fuzzyScore('Create a Node.js project', 'nod')).toBeGreaterThan(0);
  expect(fuzzyScore('src/kernel/runFold.ts', 'krf')).toBe(0);
  expect(fuzzyScore('Atlas report', 'atr')).toBeGreaterThan(0);
  expect(fuzzyScore('Configurações', 'coes')).toBeGreaterThan(0);
  expect(fuzzyScore('anything', '')).toBe(1);
});

test('letters that only happen to stand in a long text find nothing', () => {
  expect(fuzzyScore('Read the three interviews and write the Atlas report with one finding each', 'slug')).toBe(0);
});

test('a whole word at its start weighs most', () => {
  const score = (text: string) => fuzzyScore(text, 'run');

  expect(score('run')).toBeGreaterThan(score('run the tests'));
  expect(score('run the tests')).toBeGreaterThan(score('prune'));
});

const entry = (label: string, group: Entry['group']): Entry => ({
  id: label,
  group,
  label,
  Icon: Play,
  run: () => undefined,
});
const labels = (typed: string, ...entries: Entry[]) =>
  found(entries, typed).flatMap((it) => it.entries.map((one) => one.label));

test('before anything is typed groups stand in their order', () => {
  expect(labels('', entry('a.md', 'palette.files'), entry('New chat', 'palette.actions'))).toEqual([
    'New chat',
    'a.md',
  ]);
});

test('what fits best comes first, with its group', () => {
  const read = entry('Read the three interviews', 'palette.runs');

  expect(labels('read', read, entry('README.md', 'palette.files'), entry('Home', 'palette.rooms'))).toEqual([
    'README.md',
    'Read the three interviews',
  ]);
});
