import { expect, test } from 'vitest';
import type { Delta, DeltaType } from './events';
import { addToRate, noRate, tokensPerSecond } from './tokenRate';

const delta = (type: DeltaType, text: string): Delta => ({ type, stream: 'run-1', source: 'step-1', offset: 0, text });

test('what is said counts, what tools print does not', () => {
  const rate = addToRate(
    addToRate(noRate, delta('model.asked', 'ollama/qwen3'), 0),
    delta('message.delta', 'x'.repeat(80)),
    0,
  );

  expect(rate.model).toBe('ollama/qwen3');
  expect(tokensPerSecond(rate, 500)).toBe(20);
  expect(addToRate(rate, delta('tool.output', 'noise'), 600)).toBe(rate);
});

test('silence ends the rate', () => {
  expect(tokensPerSecond(addToRate(noRate, delta('message.delta', 'xxxx'), 0), 3_001)).toBe(0);
});
