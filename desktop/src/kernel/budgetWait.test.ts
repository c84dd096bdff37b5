import { expect, test } from 'vitest';
import { models } from '../../test/fakeThings';
import { cheaperThan, limitOf, moreOf, raised } from './budgetWait';

test('only what there was no room for is raised', () => {
  const limits = { max_cost: '0.500000', max_tokens: 1000, max_wall_ms: 60_000 };

  expect(raised(limits, 'cost', 1)).toEqual({ ...limits, max_cost: '1' });
  expect(raised(limits, 'cost', 0.0000012).max_cost).toBe('0.0000012');
  expect(raised(limits, 'seconds', 90)).toEqual({ ...limits, max_wall_ms: 90_000 });
  expect(raised(limits, 'price', 0)).toEqual({ max_tokens: 1000, max_wall_ms: 60_000 });
});

test('what is offered is twice as much, and something where there was nothing', () => {
  expect(moreOf({ max_cost: '0.250000' }, 'cost', {})).toBe(0.5);
  expect(moreOf({ max_cost: '0' }, 'cost', {})).toBe(1);
  expect(limitOf({ max_wall_ms: 90_000 }, 'seconds')).toBe(90);
  expect(limitOf({}, 'tokens')).toBeUndefined();
});

test('what is offered is enough for the question that waits', () => {
  expect(moreOf({ max_cost: '0.010000' }, 'cost', { enough_cost: '0.051200000' })).toBe(0.06);
  expect(moreOf({ max_cost: '0.250000' }, 'cost', { enough_cost: '0.260000' })).toBe(0.5);
  expect(moreOf({ max_tokens: 10 }, 'tokens', { enough: 4242 })).toBe(4300);
  expect(moreOf({ max_steps: 1 }, 'steps', { enough: 2 })).toBe(2);
  expect(moreOf({ max_wall_ms: 1000 }, 'seconds', { enough: 61_001 })).toBe(62);
});

test('a cheaper model has a known price below the present one', () => {
  const ids = (of: string) => cheaperThan(models, of).map((it) => it.id);

  expect(ids('openai/gpt-5.2')).toEqual(['ollama/qwen3:8b', 'ollama/llama3.2']);
  expect(ids('openrouter/somebody/new-model')).toEqual(['ollama/qwen3:8b', 'ollama/llama3.2']);
  expect(ids('ollama/qwen3:8b')).toEqual([]);
});
