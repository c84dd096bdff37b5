import { screen, waitFor, within } from '@testing-library/react';
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

const open = (path = '/network') => ({ close } = openDesktop(kernel, path));

test('every request stands in the log with what became of it', async () => {
  open();
  const denied = within(await screen.findByRole('row', { name: /telemetry\.example\.com/ }));
  expect(denied.getByText('Turned back:')).toBeTruthy();
  expect(denied.getByText(/does not reach telemetry\.example\.com/)).toBeTruthy();
  expect(screen.getByRole('row', { name: /files\.pythonhosted\.org/ })).toBeTruthy();
  expect(within(screen.getByRole('row', { name: /api\.openai\.com/ })).getByText('model')).toBeTruthy();
});

test('only those that were turned back are shown, and the address says so', async () => {
  open();
  await userEvent.click(await screen.findByRole('radio', { name: 'Turned back only' }));
  await waitFor(() => expect(screen.queryByRole('row', { name: /registry\.npmjs\.org/ })).toBeNull());
  expect(location.search).toBe('?verdict=denied');
});

test('a host that was turned back is allowed beside the packages', async () => {
  open();
  await userEvent.click(await screen.findByRole('button', { name: 'Allow this host in this project' }));
  await waitFor(() =>
    expect(kernel.network.networks['proj-default']).toMatchObject({
      preset: 'custom',
      hosts: ['packages', 'telemetry.example.com'],
    }),
  );
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Allow this host in this project' })).toBeNull());
});

test('a project is taken off the network, and hosts are named for it', async () => {
  open('/network?project=proj-default');
  const reach = within(await screen.findByRole('region', { name: 'How far commands get' }));
  await userEvent.click(await reach.findByRole('radio', { name: 'Offline' }));
  await waitFor(() => expect(kernel.network.networks['proj-default']?.preset).toBe('offline'));
  await userEvent.click(await reach.findByRole('radio', { name: 'Chosen hosts' }));
  await userEvent.type(await reach.findByRole('textbox'), '*.example.org');
  await userEvent.click(reach.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(kernel.network.networks['proj-default']?.hosts).toEqual(['*.example.org']));
});

test('hosts are added up', async () => {
  open('/network?list=hosts');
  const row = within(await screen.findByRole('row', { name: /telemetry\.example\.com/ }));
  expect(row.getAllByText('3')).toHaveLength(2);
});
