import { expect, test, vi } from 'vitest';
import type { Http } from './http';
import { followLog, lastOf } from './processes';

function streaming(...pieces: string[]): { http: Http; asked: RequestInit[] } {
  const asked: RequestInit[] = [];
  const http = {
    stream: (_: string, init: RequestInit) => {
      asked.push(init);
      const piece = pieces.shift();
      return piece === undefined
        ? new Promise<Response>(() => undefined)
        : Promise.resolve(new Response(piece, { headers: { 'Content-Type': 'text/event-stream' } }));
    },
  } as unknown as Http;
  return { http, asked };
}

const said = (text: string, next: number) =>
  `event: process.said\ndata: ${JSON.stringify({ offset: 0, text, next_offset: next })}\n\n`;

test('what a process says is heard to its end, also over a lost connection', async () => {
  const { http, asked } = streaming(
    said('one\n', 4),
    `${said('two\n', 8)}event: process.over\ndata: {}\n\n`,
    said('no', 9),
  );
  const heard: string[] = [];
  followLog(http, 'prc-1', (text) => heard.push(text), { backoffMs: () => 1, silenceMs: 10_000 });
  await vi.waitFor(() => expect(heard).toEqual(['one\n', 'two\n']));
  expect(asked.map((it) => (it.headers as Record<string, string>)['Last-Event-ID'])).toEqual(['0', '4']);
});

test('only the end of a long log is kept, from a whole line on', () => {
  expect(lastOf('abc', 5)).toBe('abc');
  expect(lastOf('first\nsecond\nthird\n', 14)).toBe('second\nthird\n'.slice(-14));
  expect(lastOf('first\nsecond\nthird\n', 10)).toBe('third\n');
});
