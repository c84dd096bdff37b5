import { expect, test } from 'vitest';
import type { ComparedCall, ComparedStep, StepSide } from '../../../kernel/past';
import { callPairs, nextDiffering, partings, stepWords } from './compared';

const call = (tool: string, args: object): ComparedCall => ({
  call_id: `call-${tool}`,
  tool,
  arguments: JSON.stringify(args),
  files: [],
});
const side = (text: string, ...calls: ComparedCall[]): StepSide => ({
  model: 'm',
  prompt_sha256: '',
  thought: 'Hm.',
  text,
  calls,
  tokens_in: 1,
  tokens_out: 1,
  duration_ms: 1,
});
const step = (number: number, same: boolean, more: Partial<ComparedStep> = {}): ComparedStep => ({
  step: number,
  same,
  differs: [],
  ...more,
});

test('the next difference is looked for in both directions', () => {
  const steps = [step(1, true), step(2, false), step(3, true), step(4, false)];

  expect(nextDiffering(steps, 0, 1)).toBe(2);
  expect(nextDiffering(steps, 2, 1)).toBe(4);
  expect(nextDiffering(steps, 4, 1)).toBeUndefined();
  expect(nextDiffering(steps, 4, -1)).toBe(2);
});

test('what a step took is no other way', () => {
  expect(partings(step(1, false, { differs: ['prompt', 'text', 'tokens', 'time'] }))).toEqual(['text']);
});

test('a step is told in one line', () => {
  expect(stepWords(side('I write.', call('write_file', { path: 'a.txt' }), call('exec', { command: 'ls' })))).toBe(
    'write_file a.txt · exec ls',
  );
  expect(stepWords(side('Done.\nReally.'))).toBe('Done.');
  expect(stepWords(side(''))).toBe('Hm.');
});

test('calls stand beside each other by their order', () => {
  const [first, second] = callPairs(
    step(1, false, { left: side('', call('a', {}), call('b', {})), right: side('', call('c', {})) }),
  );

  expect([first?.left?.tool, first?.right?.tool, second?.left?.tool, second?.right]).toEqual([
    'a',
    'c',
    'b',
    undefined,
  ]);
});
