import { expect, test } from 'vitest';
import { en } from './en';
import { pt } from './pt';
import { countOf, languageOf, textOf, type TextKey } from './text';

const keys = Object.keys(en) as TextKey[];
const holesOf = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((it) => it[1]).sort();

test('both languages have the same keys, and none is empty', () => {
  expect(Object.keys(pt).sort()).toEqual([...keys].sort());
  expect(keys.filter((it) => !en[it].trim() || !pt[it].trim())).toEqual([]);
});

test('no text stands in two areas', () => {
  const areas = import.meta.glob<Record<string, object>>('./en/*.ts', { eager: true });
  const texts = Object.values(areas).flatMap((it) => Object.values(it).flatMap(Object.keys));

  expect(texts.sort()).toEqual([...keys].sort());
});

test('both languages fill the same holes', () => {
  expect(keys.filter((it) => holesOf(en[it]).join() !== holesOf(pt[it]).join())).toEqual([]);
});

test('no text shouts, and none is left in English but the words that are the same', () => {
  expect(keys.filter((it) => /!|oops/i.test(en[it] + pt[it]))).toEqual([]);
  const same = keys.filter((it) => en[it] === pt[it]);

  expect(same.length / keys.length).toBeLessThan(0.02);
});

test('values fill their holes; a hole without a value stays to be seen', () => {
  expect(textOf('en', 'runs.run', { goal: 'Tidy' })).toBe('Run: Tidy');
  expect(textOf('pt-BR', 'runs.run')).toBe('Execução: {goal}');
});

test('a count chooses its form', () => {
  expect([0, 1, 2].map((it) => countOf('en', 'bar.waits', it))).toEqual([
    '0 wait for you',
    '1 waits for you',
    '2 wait for you',
  ]);
  expect([1, 2].map((it) => countOf('pt-BR', 'bar.waits', it))).toEqual(['1 aguarda você', '2 aguardam você']);
  expect(countOf('pt-BR', 'chat.steps', 1200)).toBe('1.200 passos');
});

test('the system speaks the first language it shares with us', () => {
  expect(languageOf('system', ['de', 'pt-PT', 'en'])).toBe('pt-BR');
  expect(languageOf('system', ['fr'])).toBe('en');
  expect(languageOf('en', ['pt-BR'])).toBe('en');
});
