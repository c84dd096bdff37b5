import { expect, test } from 'vitest';
import { diffLines, type Line } from './lines';

const shown = (lines: readonly Line[]) => lines.map((it) => (it.same ? it.text : `* ${it.text}`));

test('lines that both have stay unmarked, wherever they moved to', () => {
  const { left, right } = diffLines('one\ntwo\nthree', 'zero\none\nthree\nfour\n');

  expect(shown(left)).toEqual(['one', '* two', 'three']);
  expect(shown(right)).toEqual(['* zero', 'one', 'three', '* four']);
});

test('nothing beside something is all different', () => {
  expect(diffLines('', 'a')).toEqual({ left: [], right: [{ text: 'a', same: false }] });
  expect(diffLines('', '')).toEqual({ left: [], right: [] });
});

test('texts too long for that are compared line by line', () => {
  const many = Array.from({ length: 600 }, (_, at) => `line ${at}`);
  const { left, right } = diffLines(many.join('\n'), [...many.slice(0, 599), 'end'].join('\n'));

  expect([left.filter((it) => !it.same), right.filter((it) => !it.same)]).toEqual([
    [{ text: 'line 599', same: false }],
    [{ text: 'end', same: false }],
  ]);
});
