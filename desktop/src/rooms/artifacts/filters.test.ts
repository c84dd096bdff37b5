import { expect, test } from 'vitest';
import { addressOf, filterOf, searchOf, viewOf } from './filters';

const NOW = new Date('2026-11-20T12:00:30Z').getTime();

test('what is shown stands in the address and comes back from it', () => {
  const search = 'kind=image&project=proj-1&run=run-1&age=week&q=a+b';
  expect(searchOf(viewOf(search))).toBe(search);
  expect(viewOf('kind=picture&age=year')).toEqual({ kind: '', project: '', run: '', age: '', q: '' });
  expect(addressOf(viewOf(''), 'art-1')).toBe('/artifacts/art-1');
  expect(addressOf(viewOf('q=x'))).toBe('/artifacts?q=x');
});

test('the kernel is asked only for what was chosen', () => {
  expect(filterOf(viewOf(''), NOW)).toEqual({ limit: 60 });
  expect(filterOf(viewOf('age=week&kind=audio'), NOW)).toEqual({
    limit: 60,
    kind: 'audio',
    since: '2026-11-13T12:00:00.000Z',
  });
});
