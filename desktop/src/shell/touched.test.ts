import { expect, test } from 'vitest';
import { at, completed } from '../../test/events';
import type { DurableEvent } from '../kernel/events';
import { touchedBy } from './touched';

test('an event that this page has never heard of touches nothing', () => {
  const news = { ...at(3, completed()), type: 'moon.risen' } as unknown as DurableEvent;

  expect(touchedBy(news)).toEqual([]);
});

test('a snapshot is seen where the snapshots of its run are listed', () => {
  const made = at(3, { type: 'snapshot.made', run_id: 'run-1', snapshot_id: 'snap-1', label: '', position: 2 });

  expect(touchedBy(made)).toEqual([['snapshots', 'run-1']]);
});

test('what a budget says is seen wherever budgets and spending are shown', () => {
  const set = { ...at(3, completed()), type: 'budget.set', budget_id: 'budget-1' } as unknown as DurableEvent;

  expect(touchedBy(set)).toEqual([['spend']]);
});
