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
  ({ close } = openDesktop(kernel, '/settings/models/routing'));
});

afterEach(async () => {
  close();
  await kernel.stop();
});

test('a role gets its model and gives it back', async () => {
  await userEvent.selectOptions(await screen.findByLabelText('Vision'), 'openrouter/somebody/new-model');
  await waitFor(() => expect(kernel.models.roles['vision']).toBe('openrouter/somebody/new-model'));
  await userEvent.selectOptions(screen.getByLabelText('Code'), '');

  await waitFor(() => expect(kernel.models.roles['code']).toBeNull());
});

test('who makes vectors or pictures is offered for that and for nothing else', async () => {
  const some = kernel.models.models[0];
  if (!some) throw new Error('There is a model.');
  const none = { tools: false, vision: false, json: false, reasoning: false, embedding: false };
  kernel.models.models.push(
    { ...some, id: 'localai/flux-1', role: 'image', default: false, supports: none },
    { ...some, id: 'builtin/mini', role: 'embedding', default: false, supports: { ...none, embedding: true } },
  );
  kernel.journal.append('system', { type: 'settings.changed' });
  const offered = (label: string) =>
    Array.from(screen.getByLabelText<HTMLSelectElement>(label).options, (it) => it.textContent);
  await screen.findByLabelText('Pictures');
  await waitFor(() =>
    expect(offered('Pictures')).toEqual(['What the settings for pictures say, or the first', 'localai/flux-1']),
  );

  expect(offered('Embeddings')[0]).toBe('The first that makes vectors');
  expect(offered('Embeddings')).toContain('builtin/mini');
  expect(offered('General')).not.toContain('builtin/mini');
  expect(offered('General')).not.toContain('localai/flux-1');
  await userEvent.selectOptions(screen.getByLabelText('Pictures'), 'localai/flux-1');
  await waitFor(() => expect(kernel.models.roles['image']).toBe('localai/flux-1'));
});

test('a condition that the kernel cannot read is refused with its words, and a good one is kept', async () => {
  const rules = within(await screen.findByRole('region', { name: 'Rules' }));
  const when = rules.getByLabelText('When');
  await userEvent.clear(when);
  await userEvent.type(when, 'images > 0 &&');
  await userEvent.click(rules.getByRole('button', { name: 'Check and save' }));
  expect(await rules.findByText(/ends too early: images > 0 &&/)).toBeTruthy();
  await userEvent.type(when, ' tools');
  await userEvent.selectOptions(rules.getByLabelText('Then'), 'role vision');
  await userEvent.click(rules.getByRole('button', { name: 'Check and save' }));

  await waitFor(() =>
    expect(kernel.models.rules).toEqual([{ id: 'short', when: 'images > 0 && tools', role: 'vision' }]),
  );
});

test('what is being edited outlives a change from elsewhere, which is told', async () => {
  const rules = within(await screen.findByRole('region', { name: 'Rules' }));
  const when = rules.getByLabelText<HTMLInputElement>('When');
  await userEvent.type(when, ' && tools');
  kernel.models.rules = [{ id: 'theirs', when: 'images > 3', role: 'vision' }];
  kernel.journal.append('system', { type: 'settings.changed' });

  expect(await rules.findByText(/changed elsewhere meanwhile/)).toBeTruthy();
  expect(when.value).toBe('goal_words < 40 && images == 0 && tools');
  await userEvent.click(rules.getByRole('button', { name: 'Take those' }));
  expect(rules.getByLabelText<HTMLInputElement>('When').value).toBe('images > 3');
  expect(rules.queryByRole('button', { name: 'Check and save' })).toBeNull();
});

test('models are asked instead of one that fails, unless none ever is', async () => {
  await userEvent.selectOptions(await screen.findByLabelText('Add a model'), 'ollama/qwen3:8b');
  await waitFor(() => expect(kernel.models.fallbacks.models).toEqual(['ollama/llama3.2', 'ollama/qwen3:8b']));
  await userEvent.click(await screen.findByRole('checkbox', { name: 'Never ask another model instead' }));

  await waitFor(() => expect(kernel.models.fallbacks.strict).toBe(true));
});

test('identical requests are answered as before once somebody wants that, and what is kept can be forgotten', async () => {
  const cache = within(await screen.findByRole('region', { name: 'Result cache' }));
  await userEvent.click(await cache.findByRole('checkbox', { name: /^Answer identical requests/ }));
  await waitFor(() => expect(kernel.models.cache.enabled).toBe(true));
  expect(cache.getByText('2 answers kept, 9.4 kB of 64 MB')).toBeTruthy();
  await userEvent.click(cache.getByRole('button', { name: 'Forget them' }));

  expect(await cache.findByText(/^0 answers kept/)).toBeTruthy();
});

test('what the environment decides about the cache is said and cannot be changed', async () => {
  kernel.models.cache = { ...kernel.models.cache, enabled: true, set_by: 'environment' };
  close();
  ({ close } = openDesktop(kernel, '/settings/models/routing'));
  const cache = within(await screen.findByRole('region', { name: 'Result cache' }));

  expect(await cache.findByText(/^AULE_RESULT_CACHE/)).toBeTruthy();
  expect(cache.getByRole<HTMLInputElement>('checkbox').disabled).toBe(true);
});
