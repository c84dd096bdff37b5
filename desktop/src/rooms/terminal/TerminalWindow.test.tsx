import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openDesktop } from '../../../test/desktop';
import { FakeKernel } from '../../../test/fakeKernel';

// What stands on a screen is for a real browser; here it is who has which tab.
vi.mock('./ScreenView', () => ({ ScreenView: ({ name }: { name: string }) => <p>screen of {name}</p> }));

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

const open = (address: string) => ({ close } = openDesktop(kernel, address));
const tabs = () =>
  within(screen.getByRole('navigation', { name: 'Terminals' }))
    .getAllByRole('link')
    .map((it) => it.textContent);

test('a first terminal is opened, named, shared and closed', async () => {
  open('/terminal');
  await userEvent.click(await screen.findByRole('button', { name: 'New terminal' }));
  await screen.findByText('screen of Terminal 1');
  expect(location.pathname).toBe('/terminal/term-1');

  await userEvent.click(screen.getByRole('button', { name: 'Share with agents' }));
  await waitFor(() => expect(kernel.terminals.terminals[0]?.shared).toBe(true));
  await userEvent.click(screen.getByRole('button', { name: 'More for this terminal' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Rename terminal' }));
  await userEvent.clear(screen.getByRole('textbox', { name: 'Name of the terminal' }));
  await userEvent.type(screen.getByRole('textbox', { name: 'Name of the terminal' }), 'build{Enter}');
  await screen.findByText('screen of build');

  await userEvent.click(screen.getByRole('button', { name: 'Close build' }));
  await screen.findByText(/A shell in the project/);
  expect(kernel.terminals.terminals).toEqual([]);
});

test('the same tabs come back, and the address says which is shown', async () => {
  kernel.terminals.open({ title: 'one' });
  kernel.terminals.open({ title: 'two' });
  open('/terminal/term-1');
  await screen.findByText('screen of one');
  expect(tabs()).toEqual(['one', 'two']);

  await userEvent.click(screen.getByRole('link', { name: 'two' }));
  await screen.findByText('screen of two');
  expect(location.pathname).toBe('/terminal/term-2');
  await userEvent.click(screen.getByRole('button', { name: 'Close two' }));
  await screen.findByText('screen of one');
});

test('an address of a terminal that is gone says so', async () => {
  kernel.terminals.open({ title: 'one' });
  open('/terminal/term-9');
  await screen.findByText(/does not exist/);
});
