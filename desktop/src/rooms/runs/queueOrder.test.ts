import { expect, it } from 'vitest';
import type { QueuedRun } from '../../kernel/api';
import { moved, placeOf } from './queueOrder';

const queue = ['a', 'b', 'c'].map((id, at) => ({ position: at + 1, run: { id } }) as QueuedRun);
const ids = (runs: readonly QueuedRun[]) => runs.map((it) => `${it.position}${it.run.id}`);

it('moves a run to where it was dropped', () => {
  expect(ids(moved(queue, 'c', 0))).toEqual(['1c', '2a', '3b']);
  expect(ids(moved(queue, 'a', 2))).toEqual(['1b', '2c', '3a']);
  expect(ids(moved(queue, 'x', 1))).toEqual(['1a', '2b', '3c']);
});

it('names the neighbour that stood there', () => {
  expect(placeOf(queue, 'c', 0)).toEqual({ before: 'a' });
  expect(placeOf(queue, 'a', 2)).toEqual({ after: 'c' });
  expect(placeOf(queue, 'a', 1)).toEqual({ after: 'b' });
});
