import { expect, test } from 'vitest';
import { makeRun } from '../../../test/fakeRuns';
import { asTree, filterOf, searchOf, shownIn, toggled, viewOf } from './filters';

test('the address holds the view and gives it back', () => {
  const view = {
    tab: 'failed',
    project: 'proj-1',
    persona: 'pers-coder',
    q: 'a & b',
    sort: 'priority',
    compare: ['run-1', 'run-2'],
  } as const;

  expect(viewOf(searchOf(view))).toEqual(view);
  expect(searchOf(viewOf(''))).toBe('');
  expect(viewOf('tab=nonsense').tab).toBe('all');
});

test('the kernel is asked for what the tab holds', () => {
  expect(filterOf(viewOf('tab=completed')).status).toBe('completed');
  expect(filterOf(viewOf('')).status).toBeUndefined();
});

test('a run that has moved on since it was read leaves the tab', () => {
  const runs = [makeRun('run-1', '', 'pers-coder', 1), makeRun('run-2', '', 'pers-coder', 1, { status: 'completed' })];

  expect(shownIn(viewOf('tab=active'), runs).map((it) => it.id)).toEqual(['run-1']);
  expect(shownIn(viewOf('agent=pers-assistant'), runs)).toEqual([]);
});

test('children stand behind their parents, and orphans where they were', () => {
  const of = (id: string, parent?: string) => makeRun(id, '', 'pers-coder', 1, parent ? { parent_id: parent } : {});
  const runs = [of('run-4', 'run-1'), of('run-3', 'run-gone'), of('run-2', 'run-4'), of('run-1')];

  expect(asTree(runs).map((it) => it.id)).toEqual(['run-3', 'run-1', 'run-4', 'run-2']);
});

test('two runs at most are chosen to be compared', () => {
  expect(toggled([], 'run-1')).toEqual(['run-1']);
  expect(toggled(['run-1', 'run-2'], 'run-1')).toEqual(['run-2']);
  expect(toggled(['run-1', 'run-2'], 'run-3')).toEqual(['run-2', 'run-3']);
});
