import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDesktop } from '../../../test/desktop';
import { FakeKernel } from '../../../test/fakeKernel';
import { sum } from '../../../test/fakeSpend';

let kernel: FakeKernel;
let close = () => undefined as unknown;

const FILE = new File(['time,model,cost'], 'august.csv', { type: 'text/csv' });

beforeEach(async () => {
  kernel = await new FakeKernel().start();
  kernel.signedIn = true;
});

afterEach(async () => {
  close();
  await kernel.stop();
});

const open = () => ({ close } = openDesktop(kernel, '/spend'));
const section = async () => within(await screen.findByRole('region', { name: 'Compare with a bill' }));

test('a file that is chosen is compared, and its differences stand there with their lines and runs', async () => {
  open();
  const bills = await section();
  await userEvent.selectOptions(await bills.findByLabelText('Whose bill'), 'openrouter');
  await userEvent.upload(bills.getByLabelText("A provider's file"), FILE);

  expect(await bills.findByText('2 differences')).toBeTruthy();
  expect(kernel.bills.bills[0]?.provider).toBe('openrouter');
  expect(await bills.findByText('Difference: $0.15.')).toBeTruthy();
  const row = within(await bills.findByRole('row', { name: /^Different 3/ }));
  expect(row.getByRole('link').getAttribute('href')).toBe('/runs/run-atlas');
  expect(bills.getByRole('row', { name: /^Only in the bill 4 2026-08-04/ })).toBeTruthy();
});

test('a file can be dropped, and what was compared can be forgotten', async () => {
  open();
  const bills = await section();
  fireEvent.drop(await bills.findByText(/^Drop a provider/), { dataTransfer: { files: [FILE], types: ['Files'] } });
  await userEvent.click(await bills.findByRole('button', { name: 'Forget: august.csv' }));

  await waitFor(() => expect(kernel.bills.bills).toHaveLength(0));
  await waitFor(() => expect(bills.queryByText('2 differences')).toBeNull());
});

test('what is wrong with a file is said with its line and column', async () => {
  kernel.bills.fault = "Line 7, column 'cost' is no number: 'cheap'.";
  open();
  const bills = await section();
  await bills.findByLabelText('Whose bill');
  await userEvent.upload(bills.getByLabelText("A provider's file"), FILE);

  expect(await bills.findByText("Line 7, column 'cost' is no number: 'cheap'.")).toBeTruthy();
});

test('without a provider in the ledger it says what it waits for', async () => {
  Object.assign(kernel.spend, { usage: { ...kernel.spend.usage, provider: [] }, today: sum(1, '0') });
  open();

  expect(await (await section()).findByText(/^Once a model of a provider has answered/)).toBeTruthy();
});
