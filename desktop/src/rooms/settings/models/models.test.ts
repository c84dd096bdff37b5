import { expect, test } from 'vitest';
import { models, presets, providers } from '../../../../test/fakeThings';
import type { Provider } from '../../../kernel/models';
import { moneyText } from '../../../kit/format';
import { everything, fitting, providersOf } from './browse';
import { isUsual, nameOfPath, settingsOf } from './fileDraft';
import { canSave, draftFrom, draftOf, newOf, saveOf } from './providerDraft';
import { untilNext } from './useLocalModels';
import { aimed, freshRule, swapped, targetOf } from './ruleDrafts';

function provider(name: string): Provider {
  const found = providers.find((it) => it.name === name);
  if (!found) throw new Error(`The sample provider ${name} is gone.`);
  return found;
}

test('a provider from a preset leaves to it what it knows', () => {
  const draft = draftFrom(presets.find((it) => it.id === 'groq'));

  expect(newOf({ ...draft, newKey: ' gsk-1 ' })).toEqual({
    preset: 'groq',
    name: 'Groq',
    base_url: 'https://api.groq.com/openai/v1',
    is_local: false,
    api_key: 'gsk-1',
  });
});

test('a server of one’s own needs a name and an address that can be called', () => {
  const own = draftFrom(undefined);

  expect(canSave({ ...own, name: 'Mine' })).toBe(false);
  expect(canSave({ ...own, name: 'Mine', baseUrl: 'localhost:8000' })).toBe(false);
  expect(canSave({ ...own, name: 'Mine', baseUrl: 'http://localhost:8000/v1' })).toBe(true);
  expect(newOf({ ...own, name: 'Mine', baseUrl: 'http://localhost:8000/v1', requests: '60' })).toMatchObject({
    protocol: 'openai',
    limits: { requests_per_minute: 60 },
  });
});

test('a key is kept, replaced or removed, and the hint of it is never sent', () => {
  const stored = provider('openrouter');
  const sent = (change: object) => saveOf({ ...draftOf(stored), ...change }, stored).change.api_key;

  expect(sent({})).toBe('');
  expect(sent({ newKey: ' sk-1 ' })).toBe('sk-1');
  expect(sent({ removeKey: true })).toBeNull();
});

test('address and key of those that are always there go to the settings, the rest to the provider', () => {
  const openai = provider('openai');
  const saved = saveOf({ ...draftOf(openai), newKey: 'sk-2', requests: '10' }, openai);

  expect(saved.settings).toEqual({
    providers: { llm: { remote_url: 'https://api.openai.com/v1', api_key: 'sk-2' } },
  });
  expect(saved.change).toEqual({ name: 'OpenAI', default_model: '', limits: { requests_per_minute: 10 } });
  expect(saveOf(draftOf(openai), openai).settings).toBeNull();
  const ollama = provider('ollama');
  expect(saveOf({ ...draftOf(ollama), baseUrl: 'http://127.0.0.1:1' }, ollama).settings).toEqual({
    providers: { llm: { local_url: 'http://127.0.0.1:1' } },
  });
});

test('a model file is named by its path, and its settings are sent as the kernel counts them', () => {
  expect(nameOfPath('/data/Phi 4-00001-of-00003.gguf')).toBe('Phi 4');
  expect(nameOfPath('C:\\models\\tiny.GGUF')).toBe('tiny');
  const typed = { name: '', path: ' /a.gguf ', threads: '4', context: '', gpuLayers: '0', idleMinutes: '1.5' };
  expect(settingsOf(typed)).toEqual({ file: '/a.gguf', threads: 4, gpu_layers: 0, idle_seconds: 90 });
  expect(isUsual(settingsOf({ ...typed, path: '', threads: ' ', gpuLayers: '', idleMinutes: 'x' }))).toBe(true);
});

test('what is in memory is read anew when the first of it has left', () => {
  const now = Date.parse('2026-11-01T08:00:00Z');
  const model = (until?: string) => ({ id: 'a/b', bytes: 1, graphics_bytes: 0, ...(until ? { until } : {}) });

  expect(untilNext([model('2026-11-01T08:01:00Z'), model('2026-11-01T08:00:10Z'), model()], now)).toBe(11_000);
  expect(untilNext([model('2026-11-01T07:00:00Z')], now)).toBe(1_000);
  expect(untilNext([model()], now)).toBe(false);
});

test('the browser finds models by words and by what they can do', () => {
  const ids = (wanted: object) => fitting(models, { ...everything, ...wanted }).map((it) => it.id);

  expect(ids({ words: 'OPEN frontier' })).toEqual(['openai/gpt-5.2']);
  expect(ids({ local: true, tools: true, provider: 'ollama' })).toEqual([
    'ollama/qwen3:8b',
    'ollama/llama3.2',
    'ollama/qwen3:1.7b',
  ]);
  expect(ids({ vision: true, ready: true })).toEqual(['openrouter/somebody/new-model']);
  expect(providersOf(models)).toEqual(['builtin', 'ollama', 'openai', 'openrouter']);
});

test('money has cents, and as many places more as a small sum needs', () => {
  expect(moneyText('0', 'en')).toBe('$0.00');
  expect(moneyText('12.345600', 'en')).toBe('$12.35');
  expect(moneyText('0.012345', 'en')).toBe('$0.012');
  expect(moneyText('0.000042', 'en')).toBe('$0.000042');
  expect(moneyText('0.05', 'pt-BR')).toMatch(/^US\$\s0,05$/);
});

test('a rule has one target, and its place among the others decides', () => {
  const rule = { id: 'a', when: 'images > 0', cheapest: 'flash' };

  expect(aimed(rule, 'model openrouter/a b')).toEqual({ id: 'a', when: 'images > 0', model: 'openrouter/a b' });
  expect(targetOf(aimed(rule, 'role vision'))).toBe('role vision');
  expect(swapped([rule, { ...rule, id: 'b' }], 1, -1).map((it) => it.id)).toEqual(['b', 'a']);
  expect(freshRule([{ ...rule, id: 'rule-2' }]).id).toBe('rule-3');
});
