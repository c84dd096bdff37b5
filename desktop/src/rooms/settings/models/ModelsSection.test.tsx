import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test } from 'vitest';
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

const open = (path = '/settings/models') => ({ close } = openDesktop(kernel, path));
const card = async (name: string) => {
  const heading = await screen.findByRole('heading', { level: 3, name: new RegExp(`^${name}`) });
  return within(heading.closest('li') ?? document.body);
};

test('a provider is added from a preset, and its key is written but never shown', async () => {
  open();
  await userEvent.click(await screen.findByRole('button', { name: 'Add a provider' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Add a provider' }));
  expect(dialog.queryByRole('option', { name: 'OpenRouter' })).toBeNull();
  await userEvent.type(dialog.getByLabelText('API key'), 'gsk-secret-9911');
  await userEvent.click(dialog.getByRole('button', { name: 'Add' }));

  expect((await card('Groq')).getByText('A key is set (****9911)')).toBeTruthy();
  expect(kernel.models.keys.get('groq')).toBe('gsk-secret-9911');
  expect(document.body.innerHTML).not.toContain('gsk-secret');
});

test('one that cannot be used says why, and a test says at which step it stops', async () => {
  open();
  const openai = await card('OpenAI');
  expect(openai.getByText(/There is no key for openai/)).toBeTruthy();
  await userEvent.click(openai.getByRole('button', { name: 'Test OpenAI' }));

  const steps = await openai.findByRole('list', { name: 'Steps of the test' });
  expect(within(steps).getAllByRole('listitem')).toHaveLength(3);
  expect(within(steps).getByRole('img', { name: 'Stopped here' })).toBeTruthy();
});

test('what needs no provider stands there by what it is', async () => {
  open();
  expect((await card('Model files')).getByText(/put a GGUF file there/)).toBeTruthy();
  expect((await card('Built in')).getByText('1 model')).toBeTruthy();
});

test('a test that went well can go on to ask for a word', async () => {
  open();
  const router = await card('OpenRouter');
  await userEvent.click(router.getByRole('button', { name: 'Test OpenRouter' }));
  await userEvent.click(await router.findByRole('button', { name: 'Ask openrouter/new-model for a word' }));

  expect(await router.findByText('It began to answer after 412 ms.')).toBeTruthy();
});

test('a provider is switched off, and deleted after asking', async () => {
  open();
  const menu = { name: 'More for OpenRouter' };
  await userEvent.click((await card('OpenRouter')).getByRole('button', menu));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Switch off' }));
  await waitFor(() => expect(kernel.models.providers.find((it) => it.name === 'openrouter')?.enabled).toBe(false));
  await userEvent.click((await card('OpenRouter')).getByRole('button', menu));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Delete' }));
  await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Delete' }));

  await waitFor(() => expect(screen.queryByRole('heading', { level: 3, name: /^OpenRouter/ })).toBeNull());
});

test('a key that is set is removed', async () => {
  open('/settings/models/provider/openrouter');
  const dialog = within(await screen.findByRole('dialog', { name: 'OpenRouter' }));
  await userEvent.click(dialog.getByRole('button', { name: 'Remove' }));
  await userEvent.click(dialog.getByRole('button', { name: 'Save' }));

  await waitFor(() => expect(kernel.models.providers.find((it) => it.name === 'openrouter')?.api_key).toBe(''));
});

test('the list of models says what is not known, and makes one the default', async () => {
  open('/settings/models/list');
  await userEvent.type(await screen.findByRole('searchbox', { name: 'Search models' }), 'new-model');
  const row = within(await screen.findByRole('listitem'));
  expect(row.getByText('price unknown')).toBeTruthy();
  await userEvent.click(row.getByRole('button', { name: 'Use openrouter/somebody/new-model by default' }));

  await waitFor(() => expect(kernel.settings.providers.llm.default_model).toBe('openrouter/somebody/new-model'));
});

test('how well a model handles tools stands beside it, with what became of its calls', async () => {
  open('/settings/models/list');
  const rate = await screen.findByLabelText('90% of its tool calls could be carried out');

  expect(rate.closest('li')?.textContent).toContain('ollama/llama3.2');
  expect(rate.title).toBe('40 tool calls\n7 were repaired\n3 were refused\n1 answer was not understood');
  expect(screen.getAllByLabelText(/tool calls could be carried out/)).toHaveLength(1);
});
