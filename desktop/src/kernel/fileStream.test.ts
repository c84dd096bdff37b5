// @vitest-environment node
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FakeKernel } from '../../test/fakeKernel';
import { followFiles } from './fileStream';
import { createHttp } from './http';

let kernel: FakeKernel;
let stop: () => void = () => undefined;
let touched: string[] = [];

beforeEach(async () => {
  kernel = await new FakeKernel({ empty: true }).start();
  kernel.signedIn = true;
  touched = [];
  const real = globalThis.fetch;
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => real(kernel.url + path, init));
});

afterEach(async () => {
  stop();
  vi.unstubAllGlobals();
  await kernel.stop();
});

function follow() {
  const http = createHttp(() => undefined);
  const timing = { backoffMs: () => 1, silenceMs: 5_000 };
  stop = followFiles(http, 'proj-default', (folders) => touched.push(...folders), timing);
}

const live = () => vi.waitFor(() => expect(kernel.files.watching).toBe(1));

test('the folders in which something happened are told', async () => {
  follow();
  await live();
  kernel.files.touch('src/a');

  await vi.waitFor(() => expect(touched).toEqual(['src/a']));
});

test('after a lost connection everything may have changed', async () => {
  follow();
  await live();
  kernel.files.cut();

  await vi.waitFor(() => expect(touched).toEqual(['']));
});

test('whoever stops leaves', async () => {
  follow();
  await live();
  stop();

  await vi.waitFor(() => expect(kernel.files.watching).toBe(0));
});

test('whoever may not look is not asked again', async () => {
  kernel.signedIn = false;
  follow();
  await vi.waitFor(() => expect(kernel.requests).toHaveLength(1));
  kernel.signedIn = true;
  for (let round = 0; round < 50; round += 1) await fetch('/health/ready');

  expect(kernel.requests.filter((it) => it.endsWith('/files/watch'))).toHaveLength(1);
});
