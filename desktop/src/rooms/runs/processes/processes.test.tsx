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
  vi.restoreAllMocks();
  close();
  await kernel.stop();
});

const row = async (command: RegExp) =>
  (await screen.findByRole('button', { name: command })).closest('li') as HTMLElement;

test('what goes on in the background is listed, read, opened, kept and stopped', async () => {
  ({ close } = openDesktop(kernel, '/runs?tab=processes'));
  const server = await row(/npm run dev/);
  expect(within(await row(/missing/)).getByText('exit 1')).toBeTruthy();

  await userEvent.click(within(server).getByRole('button', { name: /npm run dev/ }));
  expect(await within(server).findByText(/ready in 212 ms/)).toBeTruthy();

  const page = { location: { href: 'about:blank' }, close: vi.fn() };
  vi.spyOn(window, 'open').mockReturnValue(page as unknown as Window);
  await userEvent.click(within(server).getByRole('button', { name: 'Open port 3000' }));
  await waitFor(() => expect(page.location.href).toBe(`http://port-1.localhost:${kernel.port}/`));

  await userEvent.click(within(server).getByRole('button', { name: 'Keep after the run' }));
  expect(await within(server).findByText('Kept after its run')).toBeTruthy();
  await userEvent.click(within(server).getByRole('button', { name: 'Stop' }));
  expect(await within(server).findByText('stopped')).toBeTruthy();
  expect(within(server).queryByRole('button', { name: 'Stop' })).toBeNull();
});

test('a run shows its own, and its session can be interrupted', async () => {
  ({ close } = openDesktop(kernel, '/runs/run-hello'));
  const session = await row(/python3 session/);
  await userEvent.click(within(session).getByRole('button', { name: 'Interrupt' }));

  await waitFor(() => expect(kernel.background.asked).toContain('interrupt prc-session'));
});
