import { expect, test } from 'vitest';
import { personas } from '../../../test/fakeThings';
import { canSave, copyOf, draftOf, newPersona, toggleTool, wholeNumber } from './agents/personaDraft';

test('an agent needs a name and instructions', () => {
  expect(canSave(newPersona)).toBe(false);
  expect(canSave({ ...newPersona, name: 'A', system_prompt: 'Be brief.' })).toBe(true);
});

test('a copy is the same agent by another name', () => {
  const [first] = personas;
  if (!first) throw new Error('The sample agents are gone.');

  expect(copyOf(first, 'Twin')).toEqual({ ...draftOf(first), name: 'Twin' });
});

test('a tool is marked and unmarked', () => {
  expect(toggleTool([], 'exec')).toEqual(['exec']);
  expect(toggleTool(['exec', 'move'], 'exec')).toEqual(['move']);
});

test('a number that is typed stays within its bounds', () => {
  expect(['', 'x', '-3', '2.6', '400'].map((it) => wholeNumber(it, 0, 100))).toEqual([0, 0, 0, 3, 100]);
});
