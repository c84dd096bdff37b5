import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openDesktop } from '../../../test/desktop';
import { FakeKernel } from '../../../test/fakeKernel';

let kernel: FakeKernel;
let close = () => undefined as unknown;

beforeEach(async () => {
  window.HTMLElement.prototype.scrollIntoView = vi.fn();
  kernel = await new FakeKernel().start();
  kernel.signedIn = true;
});

afterEach(async () => {
  close();
  await kernel.stop();
});

function open(address: string) {
  ({ close } = openDesktop(kernel, address));
}

const button = (name: string | RegExp) => screen.findByRole('button', { name });

test('a run shows what it changed, is undone after a preview, and redone', async () => {
  open('/runs/run-tests');
  await userEvent.click(await screen.findByRole('radio', { name: 'Changes' }));
  const files = await screen.findByRole('navigation', { name: 'Changed files' });
  expect(within(files).getByTitle('plan.md → notes/plan.md')).toBeTruthy();
  await userEvent.click(await button('Undo run'));
  const dialog = await screen.findByRole('dialog', { name: 'Undo the run' });
  expect(await within(dialog).findByText('Stays: something that came later is in it.')).toBeTruthy();
  expect(within(dialog).getByText(/to ana@example.org/)).toBeTruthy();
  await userEvent.click(within(dialog).getByRole('radio', { name: 'Take old' }));
  await userEvent.click(await within(dialog).findByRole('button', { name: 'Undo 2' }));

  await userEvent.click(await button('Redo'));
  await waitFor(() => expect(kernel.undo.asked.at(-1)).toEqual({ undo_id: 'undo-1' }));
  expect(kernel.undo.asked.at(-2)).toEqual({ choices: [{ path: 'hello.py', choice: 'old' }], token: 'plan-1' });
});

test('a plan that has changed is shown anew and nothing is done', async () => {
  open('/runs/run-tests?view=changes');
  await userEvent.click(await button('Undo run'));
  const dialog = await screen.findByRole('dialog', { name: 'Undo the run' });
  const verb = await within(dialog).findByRole('button', { name: 'Undo 1' });
  kernel.undo.token = 'plan-2';
  await userEvent.click(verb);

  expect(await screen.findByText(/The files changed since the preview/)).toBeTruthy();
  expect(kernel.undo.undos).toHaveLength(0);
  expect(screen.getByRole('dialog', { name: 'Undo the run' })).toBeTruthy();
});

test('the changes of one call are opened from the inspector', async () => {
  open('/runs/run-tests?view=changes&call=call-2');
  expect(await screen.findByText('Changes of this call')).toBeTruthy();
  await userEvent.click(await button('Undo this call'));
  await waitFor(() => expect(kernel.undo.asked.at(-1)).toEqual({ call_id: 'call-2', preview: true }));
});

test('a project is kept by name, and goes back', async () => {
  open('/files');
  await userEvent.click(await button('More for this project'));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Snapshots' }));
  const dialog = await screen.findByRole('dialog', { name: 'Snapshots' });
  await userEvent.type(within(dialog).getByRole('textbox', { name: 'Name' }), 'good');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Keep the files as they are' }));
  await userEvent.click(await within(dialog).findByRole('button', { name: 'Restore good' }));

  await waitFor(() => expect(kernel.undo.asked.at(-1)).toEqual({ checkpoint_id: 'chk-1', preview: true }));
});
