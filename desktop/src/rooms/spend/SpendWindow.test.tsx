import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDesktop } from '../../../test/desktop';
import { FakeKernel } from '../../../test/fakeKernel';
import { sum } from '../../../test/fakeSpend';

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

const open = (path = '/spend') => ({ close } = openDesktop(kernel, path));

test('what was spent stands there, and what nobody knows is not called nothing', async () => {
  open();
  const month = within(await screen.findByRole('region', { name: 'This month' }));
  expect(month.getByText('≥ $1.24')).toBeTruthy();
  expect(month.getByText('2 answers of models whose price is not known are not in it')).toBeTruthy();

  const row = within(await screen.findByRole('row', { name: /new-model/ }));
  expect(row.getByText('unknown')).toBeTruthy();
});

test('the table is grouped anew, with the names that people know', async () => {
  open();
  await userEvent.click(await screen.findByRole('radio', { name: 'Agent' }));

  expect(await screen.findByRole('row', { name: /^Researcher/ })).toBeTruthy();
  expect(location.search).toBe('?by=agent');
});

test('a budget is set, lifted and set again', async () => {
  open();
  await userEvent.click(await screen.findByRole('button', { name: 'Set a budget' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Set a budget' }));
  await userEvent.selectOptions(dialog.getByLabelText('For'), 'day');
  await userEvent.type(dialog.getByLabelText('US dollars'), '2');
  await userEvent.click(dialog.getByRole('button', { name: 'Save' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Lift: Everything, a day' }));
  await waitFor(() => expect(kernel.spend.budgets).toHaveLength(4));
  await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));

  await waitFor(() => expect(kernel.spend.budgets.at(-1)).toMatchObject({ period: 'day', max_cost: '2' }));
});

test('a usual budget is taken by one click, for whomever it was to bind', async () => {
  open();
  await userEvent.click(await screen.findByRole('button', { name: 'Set a budget' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Set a budget' }));
  await userEvent.selectOptions(dialog.getByLabelText('Whom it binds'), 'agent');
  await userEvent.type(dialog.getByLabelText('Answers of models'), '7');
  await userEvent.click(dialog.getByRole('button', { name: '500k tokens a run' }));
  expect(dialog.getByRole('button', { name: '500k tokens a run', pressed: true })).toBeTruthy();
  expect(dialog.getByRole('button', { name: '2M tokens a day', pressed: false })).toBeTruthy();
  await userEvent.click(dialog.getByRole('button', { name: 'Save' }));

  await waitFor(() => {
    const { scope, period, max_tokens, max_steps } = kernel.spend.budgets.at(-1) ?? {};
    expect({ scope, period, max_tokens, max_steps }).toEqual({ scope: 'agent', period: 'run', max_tokens: 500_000 });
  });
});

test('a budget says how full it is, and which is used up', async () => {
  open();
  const bar = await screen.findByRole('progressbar', { name: 'Atlas report, a day' });
  expect(bar.getAttribute('aria-valuetext')).toBe('101 percent used');
  expect(screen.getByText('Used up')).toBeTruthy();
  expect(screen.getByText('Nearly used up')).toBeTruthy();
});

test('where nothing was spent the room says what will come', async () => {
  Object.assign(kernel.spend, { today: sum(0), month: sum(0), usage: {}, budgets: [] });
  open('/spend?range=all');

  expect(await screen.findByText(/^Nothing was spent yet/)).toBeTruthy();
  expect(within(screen.getByRole('region', { name: 'Today' })).getByText('$0.00')).toBeTruthy();
});

test('what routing and the result cache saved is said where they saved something', async () => {
  open();
  const month = within(await screen.findByRole('region', { name: 'This month' }));

  expect(month.getByText('$0.41 saved by routing · $0.051 saved by the result cache')).toBeTruthy();
  expect(within(screen.getByRole('region', { name: 'Today' })).queryByText(/saved/)).toBeNull();
});
