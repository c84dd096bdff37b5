import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDesktop } from '../../../test/desktop';
import { FakeKernel } from '../../../test/fakeKernel';

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

test('every model that answers, of every provider, can be chosen, and one that comes later too', async () => {
  const some = kernel.models.models[0];
  if (!some) throw new Error('There is a model.');
  const none = { tools: false, vision: false, json: false, reasoning: false, embedding: true };
  kernel.models.models.push({ ...some, id: 'builtin/mini', role: 'embedding', default: false, supports: none });
  ({ close } = openDesktop(kernel, '/chat'));
  const offered = async () => {
    await userEvent.click(await screen.findByRole('button', { name: /^Model:/ }));
    const labels = (await screen.findAllByRole('menuitemradio')).map((it) => it.textContent);
    await userEvent.keyboard('{Escape}');
    return labels.slice(1).map((it) => it.replace(/Not .*$/, ''));
  };
  const answering = () => kernel.models.models.filter((it) => !it.supports.embedding).map((it) => it.id);
  expect(answering().length).toBeGreaterThan(2);
  expect((await offered()).toSorted()).toEqual(answering().toSorted());

  kernel.models.models.push({ ...some, id: 'forge/coder-1', provider: 'forge', default: false });
  kernel.journal.append('system', { type: 'settings.changed' });
  await expect.poll(offered).toContain('forge/coder-1');
});
