import { expect, test } from 'vitest';
import { countsOf, hunksOf, rowsOf, withoutHunk } from './patch';

const PATCH = `--- a/x
+++ b/x
@@ -1,4 +1,5 @@
 one
-two
+zwei
+zwei and a half
 three
 four
@@ -20,2 +21,1 @@
 twenty
-gone
\\ No newline at end of file
`;

test('hunks know the numbers of their lines', () => {
  const [first, second] = hunksOf(PATCH);
  expect(first?.lines.map((it) => [it.kind, it.old, it.fresh])).toEqual([
    ['same', 1, 1],
    ['removed', 2, null],
    ['added', null, 2],
    ['added', null, 3],
    ['same', 3, 4],
    ['same', 4, 5],
  ]);
  expect(second?.lines.at(-1)).toEqual({ kind: 'removed', text: 'gone', old: 21, fresh: null });
  expect(countsOf(PATCH)).toEqual({ added: 2, removed: 2 });
  expect(countsOf(undefined)).toEqual({ added: 0, removed: 0 });
});

test('what was replaced stands beside what replaced it', () => {
  const [first] = hunksOf(PATCH);
  expect(first && rowsOf(first).map((it) => [it.left?.text, it.right?.text])).toEqual([
    ['one\n', 'one\n'],
    ['two\n', 'zwei\n'],
    [undefined, 'zwei and a half\n'],
    ['three\n', 'three\n'],
    ['four\n', 'four\n'],
  ]);
});

test('one hunk is taken back, also where the text has moved', () => {
  const [first, second] = hunksOf(PATCH);
  if (!first || !second) throw new Error('There are two hunks.');
  const text = 'new line\none\nzwei\nzwei and a half\nthree\nfour\n';
  expect(withoutHunk(text, first)).toBe('new line\none\ntwo\nthree\nfour\n');
  expect(withoutHunk('a\ntwenty\n', second)).toBe('a\ntwenty\ngone');
});

test('a hunk that is not there any more is not taken back', () => {
  const [first] = hunksOf(PATCH);
  expect(first && withoutHunk('one\ndrei\nthree\nfour\n', first)).toBeNull();
});
