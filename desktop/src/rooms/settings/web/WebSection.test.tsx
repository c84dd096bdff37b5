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
  ({ close } = openDesktop(kernel, '/settings/web'));
});

afterEach(async () => {
  close();
  await kernel.stop();
});

const card = async (name: string) => within(await screen.findByRole('listitem', { name }));

test('engines are put into another order and left out', async () => {
  await userEvent.click(await screen.findByRole('button', { name: 'Ask DuckDuckGo sooner' }));
  await waitFor(() => expect(kernel.web.asked).toEqual(['searxng', 'duckduckgo', 'brave']));

  await userEvent.click(await screen.findByRole('checkbox', { name: 'Ask SearXNG' }));
  await waitFor(() => expect(kernel.web.asked).toEqual(['duckduckgo', 'brave']));
  expect((await card('SearXNG')).getByText('Not asked')).toBeTruthy();
});

test('a key is written once, shown as a hint, and removed', async () => {
  const brave = await card('Brave');
  await userEvent.type(brave.getByLabelText('Brave key'), 'BSA-secret-1234');
  await userEvent.click(brave.getByRole('button', { name: 'Save' }));

  expect(await screen.findByText('A key is set: ****1234')).toBeTruthy();
  expect(document.body.innerHTML).not.toContain('BSA-secret');
  await userEvent.click((await card('Brave')).getByRole('button', { name: 'Remove' }));
  await waitFor(() => expect(kernel.web.key).toBe(''));
});

test('a test says what is wrong, and afterwards that it answers', async () => {
  await userEvent.click(await screen.findByRole('button', { name: 'Test SearXNG' }));
  const searx = await card('SearXNG');
  await waitFor(() => expect(searx.getByRole('status').textContent).toContain('has no address'));

  await userEvent.type(searx.getByLabelText('Its address'), 'http://127.0.0.1:8888');
  await userEvent.click(searx.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(kernel.web.settings.searxng_url).toBe('http://127.0.0.1:8888'));
  await userEvent.click(await screen.findByRole('button', { name: 'Test SearXNG' }));
  expect(await screen.findByText(/SearXNG answers; 3 results/)).toBeTruthy();
});

test('what may be read is one line each, and a refusal of the kernel is shown', async () => {
  const own = await screen.findByLabelText('Addresses of your own network');
  await userEvent.type(own, 'http://169.254.169.254');
  const save = screen.getByRole('button', { name: 'Save: Addresses of your own network' });
  await userEvent.click(save);
  expect(await screen.findByText(/never reached from here/)).toBeTruthy();

  await userEvent.clear(own);
  await userEvent.type(own, 'http://192.168.1.20:8080{enter}http://wiki.lan');
  await userEvent.click(save);
  await waitFor(() =>
    expect(kernel.web.settings.own_addresses).toEqual(['http://192.168.1.20:8080', 'http://wiki.lan']),
  );
});
