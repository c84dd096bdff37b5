import { expect, test } from 'vitest';
import type { Confirmation } from '../../kernel/objects';
import { batchesOf } from './batches';

const request = (id: string, more: Partial<Confirmation> = {}): Confirmation => ({
  id,
  run_id: 'run-1',
  call_id: id,
  kind: 'approval',
  tool: 'delete',
  arguments: {},
  preview: '',
  rule: 'delete-many',
  reason: '',
  options: [],
  status: 'pending',
  created_at: '',
  ...more,
});

test('alike requests of one run are one batch; questions and other runs stand alone', () => {
  const all = [
    request('a'),
    request('b'),
    request('c', { run_id: 'run-2' }),
    request('d', { kind: 'question' }),
    request('e', { kind: 'question' }),
  ];

  expect(batchesOf(all).map((it) => it.items.map((one) => one.id).join(''))).toEqual(['ab', 'c', 'd', 'e']);
});
