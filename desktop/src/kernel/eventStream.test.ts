// @vitest-environment node
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FakeKernel } from '../../test/fakeKernel';
import { started } from '../../test/events';
import type { Delta, DurableEvent } from './events';
import { followEvents, type Connection } from './eventStream';
import { createHttp } from './http';
import type { Pull } from './pulls';

let kernel: FakeKernel;
let stop: () => void = () => undefined;
const seen = {
  events: [] as DurableEvent[],
  deltas: [] as Delta[],
  pulls: [] as Pull[],
  connections: [] as Connection[],
  gaps: 0,
};

beforeEach(async () => {
  kernel = await new FakeKernel({ empty: true }).start();
  kernel.signedIn = true;
  const real = globalThis.fetch;
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => real(kernel.url + path, init));
  Object.assign(seen, { events: [], deltas: [], pulls: [], connections: [], gaps: 0 });
});

afterEach(async () => {
  stop();
  vi.unstubAllGlobals();
  await kernel.stop();
});

function follow() {
  stop = followEvents(
    createHttp(() => undefined),
    {
      onEvent: (it) => seen.events.push(it),
      onDelta: (it) => seen.deltas.push(it),
      onPull: (it) => seen.pulls.push(it),
      onConnection: (it) => seen.connections.push(it),
      onGap: () => (seen.gaps += 1),
    },
    { backoffMs: () => 10, silenceMs: 5_000 },
  );
}

const live = () => vi.waitFor(() => expect(kernel.journal.watching).toBe(1));
const happen = (goal: string) => kernel.journal.append('run-1', started(goal));
const seqs = () => seen.events.map((it) => it.seq);

test('events are handed over as they happen', async () => {
  follow();
  await live();
  happen('one');
  kernel.journal.say({ type: 'message.delta', stream: 'run-1', source: 'step-1', offset: 0, text: 'Hi' });

  await vi.waitFor(() => expect(seen.deltas).toHaveLength(1));
  expect(seen.pulls).toEqual([]);
  expect(seqs()).toEqual([1]);
  expect(seen.connections).toEqual(['live']);
});

test('a cut connection resumes after the last event: none is missed, none comes twice', async () => {
  follow();
  await live();
  happen('one');
  await vi.waitFor(() => expect(seqs()).toEqual([1]));
  for (let round = 0; round < 5; round += 1) {
    kernel.journal.cut();
    happen('while away');
    await live();
    happen('while there');
  }

  await vi.waitFor(() => expect(seqs()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]));
  expect(seen.gaps).toBe(0);
});

test('a journal that begins anew is a gap', async () => {
  happen('one');
  happen('two');
  follow();
  await live();
  kernel.journal.events.length = 0;
  kernel.journal.cut();

  await vi.waitFor(() => expect(seen.gaps).toBe(1));
  await live();
  happen('first of the new');
  await vi.waitFor(() => expect(seqs()).toEqual([1]));
});

test('without a session it does not try again', async () => {
  kernel.signedIn = false;
  follow();
  await vi.waitFor(() => expect(kernel.requests).toEqual(['GET /v1/events']));
  stop();

  expect(seen.connections).toEqual([]);
});

test('a kernel that is away is told, and found again', async () => {
  follow();
  await live();
  const { port } = kernel;
  await kernel.stop();
  await vi.waitFor(() => expect(seen.connections).toContain('offline'));
  kernel = await new FakeKernel({ empty: true, port }).start();
  kernel.signedIn = true;

  await vi.waitFor(() => expect(seen.connections.at(-1)).toBe('live'));
});

test('once stopped it hears nothing', async () => {
  follow();
  await live();
  stop();

  await vi.waitFor(() => expect(kernel.journal.watching).toBe(0));
});
