import { expect, test } from 'vitest';
import type { Engine, EngineName } from '../../../kernel/web';
import { linesOf, moved, toggled } from './engineOrder';

const engine = (name: EngineName, asked: boolean): Engine => ({
  name,
  title: name,
  asked,
  ready: true,
  problem: '',
  circuit: { state: 'closed' },
});
const engines = [engine('searxng', true), engine('brave', true), engine('duckduckgo', false)];

test('an engine moves among those that are asked and no further', () => {
  expect(moved(engines, 'brave', -1)).toEqual(['brave', 'searxng']);
  expect(moved(engines, 'brave', 1)).toEqual(['searxng', 'brave']);
  expect(moved(engines, 'duckduckgo', -1)).toEqual(['searxng', 'brave']);
});

test('an engine that is asked again comes last', () => {
  expect(toggled(engines, 'duckduckgo')).toEqual(['searxng', 'brave', 'duckduckgo']);
  expect(toggled(engines, 'searxng')).toEqual(['brave']);
});

test('empty lines are nothing', () => {
  expect(linesOf(' a.org \n\n b.org\n')).toEqual(['a.org', 'b.org']);
});
