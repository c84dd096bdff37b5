import { expect, test } from 'vitest';
import { personas, settings } from '../../../test/fakeThings';
import { canSave, copyOf, draftOf as personaDraftOf, newPersona, toggleTool, wholeNumber } from './agents/personaDraft';
import { changeOf, draftOf, hasChanged } from './modelSettings';

const stored = settings.providers.llm;
const keySent = (change: object) => changeOf({ ...draftOf(stored), ...change }).providers?.llm?.api_key;

test('a key is kept, replaced or removed, and what is stored is never sent back', () => {
  expect(keySent({})).toBe('');
  expect(keySent({ newKey: ' sk-1 ' })).toBe('sk-1');
  expect(keySent({ removeKey: true })).toBeNull();
});

test('there is something to save once something has changed', () => {
  expect(hasChanged(draftOf(stored), stored)).toBe(false);
  expect(hasChanged({ ...draftOf(stored), mode: 'remote' }, stored)).toBe(true);
});

test('an agent needs a name and instructions', () => {
  expect(canSave(newPersona)).toBe(false);
  expect(canSave({ ...newPersona, name: 'A', system_prompt: 'Be brief.' })).toBe(true);
});

test('a copy is the same agent by another name', () => {
  const [first] = personas;
  if (!first) throw new Error('The sample agents are gone.');

  expect(copyOf(first, 'Twin')).toEqual({ ...personaDraftOf(first), name: 'Twin' });
});

test('a tool is marked and unmarked', () => {
  expect(toggleTool([], 'exec')).toEqual(['exec']);
  expect(toggleTool(['exec', 'move'], 'exec')).toEqual(['move']);
});

test('a number that is typed stays within its bounds', () => {
  expect(['', 'x', '-3', '2.6', '400'].map((it) => wholeNumber(it, 0, 100))).toEqual([0, 0, 0, 3, 100]);
});
