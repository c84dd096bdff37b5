import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openDesktop } from '../../../../test/desktop';
import { FakeKernel } from '../../../../test/fakeKernel';

let kernel: FakeKernel;
let close = () => undefined as unknown;

beforeEach(async () => {
  kernel = await new FakeKernel().start();
  kernel.signedIn = true;
});

afterEach(async () => {
  close();
  await kernel.stop();
});

const open = async (path = '/settings/models/local') => {
  ({ close } = openDesktop(kernel, path));
  await vi.waitFor(() => expect(kernel.journal.watching).toBe(1));
};
const region = async (name: string) => within(await screen.findByRole('region', { name }));

test('a download is followed by events until it is there, without asking again', async () => {
  await open();
  const part = await region('Download a model');
  await userEvent.type(part.getByRole('combobox', { name: 'Name of the model' }), 'tiny:1b');
  await userEvent.click(part.getByRole('button', { name: 'Download' }));
  expect(await part.findByText('beginning')).toBeTruthy();
  const asked = () => kernel.requests.filter((it) => it === 'GET /v1/models/pulls').length;
  const before = asked();
  kernel.local.move('ollama/tiny:1b', 250_000_000, 1_000_000_000);

  expect(await part.findByText('250 MB of 1 GB')).toBeTruthy();
  const bar = part.getByRole('progressbar', { name: 'Download of ollama/tiny:1b' });
  expect(bar.getAttribute('aria-valuenow')).toBe('25');
  expect(asked()).toBe(before);
  kernel.local.end('ollama/tiny:1b');
  expect(await part.findByRole('img', { name: 'Downloaded' })).toBeTruthy();
});

test('a recommended model is one click, and a download that is stopped says how it goes on', async () => {
  await open();
  const part = await region('Download a model');
  await userEvent.click(await part.findByRole('button', { name: 'Download qwen3:1.7b' }));
  await userEvent.click(await part.findByRole('button', { name: 'Stop the download of ollama/qwen3:1.7b' }));

  expect(await part.findByText(/begin it again, and it goes on from there/)).toBeTruthy();
  await userEvent.click(part.getByRole('button', { name: 'Download ollama/qwen3:1.7b again' }));
  expect(await part.findByRole('progressbar')).toBeTruthy();
});

test('the card of the provider shows what it downloads', async () => {
  await open('/settings/models');
  await screen.findByRole('heading', { level: 3, name: /^Ollama/ });
  kernel.local.move('ollama/tiny:1b', 5, 10);

  expect(await screen.findByRole('progressbar', { name: 'Download of ollama/tiny:1b' })).toBeTruthy();
});

test('a model is taken out of memory', async () => {
  await open();
  const part = await region('In memory');
  expect(await part.findByText('5.2 GB on the graphics card')).toBeTruthy();
  await userEvent.click(part.getByRole('button', { name: 'Unload ollama/qwen3:8b' }));

  expect(await part.findByText(/No model is in memory/)).toBeTruthy();
});

test('a model file is given threads and an idle time, which are checked before they are sent', async () => {
  await open();
  const part = await region('Model files');
  await userEvent.click(await part.findByRole('button', { name: 'More for qwen3-1.7b' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'How it is run' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'qwen3-1.7b' }));
  expect(dialog.getByLabelText<HTMLInputElement>('Unloaded after idle minutes').value).toBe('1.5');
  const threads = dialog.getByLabelText<HTMLInputElement>('Threads');
  await userEvent.clear(threads);
  await userEvent.type(threads, '9000');
  expect(threads.validity.valid).toBe(false);
  await userEvent.clear(threads);
  await userEvent.type(threads, '8');
  await userEvent.click(dialog.getByRole('button', { name: 'Save' }));

  await waitFor(() =>
    expect(kernel.local.files.find((it) => it.name === 'qwen3-1.7b')?.settings).toEqual({
      threads: 8,
      idle_seconds: 90,
    }),
  );
  expect(await part.findByText('Threads: 8')).toBeTruthy();
});

test('a file somewhere else is chosen by its path, takes its name, and is forgotten again', async () => {
  await open();
  const part = await region('Model files');
  await userEvent.click(await part.findByRole('button', { name: 'Choose a file elsewhere' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Choose a file elsewhere' }));
  const path = dialog.getByLabelText('Path of the file');
  await userEvent.type(path, '/data/gemma.gguf');
  expect(dialog.getByText(/There is a model file gemma already/)).toBeTruthy();
  await userEvent.clear(path);
  await userEvent.type(path, '/data/missing.gguf');
  await userEvent.click(dialog.getByRole('button', { name: 'Add' }));
  expect(await dialog.findByText(/choose a GGUF file/)).toBeTruthy();
  await userEvent.clear(path);
  await userEvent.type(path, '/data/phi-4-00001-of-00002.gguf');
  await userEvent.click(dialog.getByRole('button', { name: 'Add' }));

  await userEvent.click(await part.findByRole('button', { name: 'More for phi-4' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Forget' }));
  await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Forget' }));
  await waitFor(() => expect(kernel.local.files.map((it) => it.name)).not.toContain('phi-4'));
});

test('without a file the way to have one is said', async () => {
  kernel.local.files = [];
  await open();

  expect(await screen.findByText(/Put a GGUF file into \/home\/ana\/\.aule\/models/)).toBeTruthy();
});
