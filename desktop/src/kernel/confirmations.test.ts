import { expect, test } from 'vitest';
import { asked, cancelled, eventsOf, resolved } from '../../test/events';
import type { RunBody } from './events';
import type { Confirmation } from './objects';
import {
  argumentsOf,
  mergeConfirmations,
  nextConfirmations,
  pendingOf,
  resolvedOf,
  type Confirmations,
} from './confirmations';

const heard = (...bodies: RunBody[]): Confirmations => eventsOf(...bodies).reduce<Confirmations>(nextConfirmations, {});
const first = (all: Confirmations) => all['conf-1'] as Confirmation;

test('a request waits, with the arguments it would execute', () => {
  expect(pendingOf(heard(asked('conf-1', 'call-1')))).toMatchObject([
    { id: 'conf-1', status: 'pending', arguments: { command: 'rm -r build' } },
  ]);
});

test('an answer resolves it once', () => {
  const all = heard(asked('conf-1', 'call-1'), resolved('conf-1', 'call-1', 'reject'), resolved('conf-1', 'call-1'));

  expect(first(all).status).toBe('rejected');
  expect(pendingOf(all)).toEqual([]);
  expect(resolvedOf(all)).toHaveLength(1);
});

test('nobody waits for what an ended run had asked', () => {
  expect(first(heard(asked('conf-1', 'call-1'), cancelled())).status).toBe('cancelled');
});

test('what was read late does not take an answer back', () => {
  const pending = first(heard(asked('conf-1', 'call-1')));
  const answered = heard(asked('conf-1', 'call-1'), resolved('conf-1', 'call-1'));

  expect(first(mergeConfirmations(answered, [pending])).status).toBe('approved');
  expect(first(mergeConfirmations({}, [pending])).status).toBe('pending');
});

test('arguments that are no object are shown all the same', () => {
  expect(argumentsOf('[1]')).toEqual({ value: [1] });
  expect(argumentsOf('{broken')).toEqual({ arguments: '{broken' });
  expect(argumentsOf('')).toEqual({});
});
