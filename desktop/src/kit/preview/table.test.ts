import { expect, test } from 'vitest';
import { MOST_ROWS, tableOf } from './table';
import { FIT, zoomed } from './zoom';

test('values keep their separators and line ends when they are quoted', () => {
  expect(tableOf('name,says\nAnn,"a, ""b""\nc"\n')).toEqual({
    head: ['name', 'says'],
    rows: [['Ann', 'a, "b"\nc']],
    cut: false,
  });
});

test('semicolons and tabs separate too', () => {
  expect(tableOf('a;b\n1;2').rows).toEqual([['1', '2']]);
  expect(tableOf('a\tb\n1\t2').rows).toEqual([['1', '2']]);
});

test('an empty text is an empty table, and a long one is cut', () => {
  expect(tableOf('')).toEqual({ head: [], rows: [], cut: false });
  const long = tableOf(`n\n${'1\n'.repeat(MOST_ROWS + 1)}`);
  expect([long.rows.length, long.cut]).toEqual([MOST_ROWS, true]);
});

test('a picture comes nearer from the size at which it is shown', () => {
  expect(zoomed(FIT, 1, 0.3)).toBe(0.5);
  expect(zoomed(FIT, -1, 0.3)).toBe(0.25);
  expect(zoomed(8, 1, 1)).toBe(8);
  expect(zoomed(1, -1, 0)).toBe(0.75);
});
