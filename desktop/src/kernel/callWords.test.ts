import { expect, test } from 'vitest';
import { callWords, prettyArguments } from './callWords';

test('the argument that matters comes first', () => {
  expect(callWords('{"timeout_s":5,"command":"ls"}')).toEqual({ main: 'ls', bytes: null });
  expect(callWords('{"content":"olá","path":"a.txt"}')).toEqual({ main: 'a.txt', bytes: 4 });
  expect(callWords('{"from":"a","to":"b"}').main).toBe('a → b');
  expect(callWords('{"argv":["ls","-l"]}').main).toBe('ls -l');
  expect(callWords('').main).toBe('');
});

test('arguments are indented where they are JSON', () => {
  expect(prettyArguments('{"a":1}')).toBe('{\n  "a": 1\n}');
  expect(prettyArguments('{oops')).toBe('{oops');
});
