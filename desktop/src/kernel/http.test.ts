// @vitest-environment node
import { afterEach, expect, test, vi } from 'vitest';
import { createHttp, withQuery } from './http';
import { codeOf, detailsOf, Problem } from './problem';

afterEach(() => vi.unstubAllGlobals());

function answering(status: number, body: string) {
  const requests: { path: string; init: RequestInit }[] = [];
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    requests.push({ path, init });
    return Promise.resolve(new Response(status === 204 ? null : body, { status }));
  });
  return requests;
}

test('absent parts of a query are left out', () => {
  expect(withQuery('/v1/runs', { status: undefined, q: '', limit: 5, hidden: false })).toBe(
    '/v1/runs?limit=5&hidden=false',
  );
  expect(withQuery('/v1/runs')).toBe('/v1/runs');
});

test('every POST carries a key of its own', async () => {
  const requests = answering(200, '{}');
  const http = createHttp(() => undefined);
  await http.send('POST', '/v1/runs', { goal: 'x' });
  await http.send('POST', '/v1/runs', { goal: 'x' });
  const keys = requests.map((it) => new Headers(it.init.headers).get('Idempotency-Key'));

  expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
  expect(keys[1]).not.toBe(keys[0]);
});

test('an empty answer is no error', async () => {
  answering(204, '');

  expect(await createHttp(() => undefined).send('DELETE', '/v1/x')).toBeUndefined();
});

test('a refusal becomes a problem with its code, and a lost session is told', async () => {
  answering(401, JSON.stringify({ code: 'unauthenticated', detail: 'Sign in first.', request_id: 'req-7' }));
  let lost = 0;
  const error: unknown = await createHttp(() => (lost += 1))
    .get('/v1/me')
    .catch((it: unknown) => it);

  expect(error).toBeInstanceOf(Problem);
  expect(codeOf(error)).toBe('unauthenticated');
  expect(detailsOf(error)).toContain('req-7');
  expect(lost).toBe(1);
});

test('a failure that is no JSON and a kernel that is away are told in words', async () => {
  answering(502, '<html>Bad gateway</html>');
  const http = createHttp(() => undefined);

  await expect(http.get('/v1/me')).rejects.toThrow('Bad gateway');
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('fetch failed')));
  await expect(http.get('/v1/me')).rejects.toThrow('aule up');
});
