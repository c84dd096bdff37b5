import { expect, test } from 'vitest';
import { FakeJournal } from '../../../test/fakeJournal';
import { FakeSpend, sum } from '../../../test/fakeSpend';
import { bodyOf, bodyOfBudget, draftOf, newBudget } from './budgetDraft';
import { csvOf, daysOf, searchOf, startOf, viewOf } from './view';

const now = Date.parse('2026-11-21T20:30:00Z');

test('the address holds the view and gives it back', () => {
  const view = { range: '7', by: 'agent' } as const;

  expect(viewOf(searchOf(view))).toEqual(view);
  expect(searchOf(viewOf(''))).toBe('');
  expect(viewOf('range=2&by=moon')).toEqual({ range: '30', by: 'model' });
});

test('a range begins with a day of UTC and holds today', () => {
  expect(startOf('7', now)).toBe('2026-11-15T00:00:00.000Z');
  expect(startOf('all', now)).toBeUndefined();
});

test('days without answers stand between those with some', () => {
  const days = daysOf(
    [
      { key: '2026-11-21', ...sum(2, '0.500000', 1) },
      { key: '2026-11-19', ...sum(1) },
    ],
    '2026-11-18T00:00:00.000Z',
    now,
  );

  expect(days.map((it) => [it.day, it.cost, it.unpriced])).toEqual([
    ['2026-11-18', 0, 0],
    ['2026-11-19', 0, 0],
    ['2026-11-20', 0, 0],
    ['2026-11-21', 0.5, 1],
  ]);
  expect(days[1]?.tokens).toBe(2290);
  expect(daysOf([], undefined, now)).toEqual([]);
});

test('a file of it leaves out what nobody knows, and no name becomes a formula', () => {
  const groups = [
    { key: 'a/b', ...sum(1, '0.250000') },
    { key: 'c', ...sum(1, undefined, 1) },
  ];
  const lines = csvOf('model', groups, (it) => (it === 'c' ? '=1,"x"' : it)).split('\r\n');

  expect(lines[0]).toMatch(/^model,name,calls,.*,cost_usd,unpriced_calls,duration_ms$/);
  expect(lines[1]).toBe('a/b,a/b,1,2100,190,800,40,0.250000,0,2400');
  expect(lines[2]).toBe('c,"\'=1,""x""",1,2100,190,800,40,,1,2400');
});

test('a budget limits something that can be read', () => {
  expect(bodyOf(newBudget)).toBeNull();
  expect(bodyOf({ ...newBudget, cost: 'much' })).toBeNull();
  expect(bodyOf({ ...newBudget, cost: '0,25', minutes: '1.5' })).toEqual({
    scope: 'org',
    period: 'month',
    max_cost: '0.25',
    max_wall_ms: 90_000,
  });
  expect(bodyOf({ ...newBudget, scope: 'agent', subject: 'pers-coder', steps: '40' })).toMatchObject({
    subject: 'pers-coder',
    max_steps: 40,
  });
});

test('a budget that is opened and saved stays what it was', () => {
  for (const budget of new FakeSpend(new FakeJournal()).budgets) {
    const saved = bodyOf(draftOf(budget));
    expect({ ...saved, max_cost: Number(saved?.max_cost) }).toEqual({
      ...bodyOfBudget(budget),
      max_cost: Number(budget.max_cost),
    });
  }
});
