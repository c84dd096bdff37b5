import { expect, test } from 'vitest';
import { argumentsFrom, exactOf, fieldsOf } from './approvalForm';

test('arguments become fields and fields arguments, the same ones', () => {
  const args = { command: 'ls\n-la', timeout_s: 5, env: { A: 'b' } };

  expect(fieldsOf(args).map((it) => it.isText)).toEqual([true, false, false]);
  expect(argumentsFrom(fieldsOf(args))).toEqual({ args });
});

test('a field that is no JSON is named', () => {
  expect(argumentsFrom([{ name: 'env', text: '{oops', isText: false }])).toEqual({ wrong: 'env' });
});

test('the exact thing of a command is the command itself, not words about it', () => {
  expect(exactOf({ arguments: { command: 'rm -r build' }, preview: 'Tidy up' })).toEqual({ command: 'rm -r build' });
  expect(exactOf({ arguments: { path: 'a' }, preview: '+ a line' })).toEqual({ preview: '+ a line' });
});
