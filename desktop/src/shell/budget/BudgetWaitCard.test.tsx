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

const open = (path: string) => ({ close } = openDesktop(kernel, path));
const card = async () => within(await screen.findByRole('region', { name: 'Waits for budget' }));

test('a budget is raised where the run waits for it, and the run goes on', async () => {
  kernel.holdUp();
  open('/runs/run-long');
  const waits = await card();
  expect(waits.getByText(/has \$0\.001800 of \$0\.500000 left/)).toBeTruthy();
  const amount = await waits.findByLabelText('Raise the budget to, in dollars');
  expect((amount as HTMLInputElement).value).toBe('1');
  await userEvent.clear(amount);
  await userEvent.type(amount, '0,75');
  await userEvent.click(waits.getByRole('button', { name: 'Raise' }));

  await waitFor(() => expect(screen.queryByRole('region', { name: 'Waits for budget' })).toBeNull());
  expect(kernel.spend.budgets.find((it) => it.id === 'budget-4')).toMatchObject({
    scope: 'org',
    period: 'run',
    max_cost: '0.75',
    max_steps: 60,
  });
});

test('what a run was given itself is raised at the run', async () => {
  kernel.holdUp({ max_cost: '0.500000', max_tokens: 90_000 });
  open('/approvals/run-long');
  await userEvent.click(await (await card()).findByRole('button', { name: 'Raise' }));

  expect(await screen.findByText('This run does not wait for a budget any more.')).toBeTruthy();
  expect(kernel.adjusted).toEqual([{ id: 'run-long', change: { budget: { max_cost: '1', max_tokens: 90_000 } } }]);
});

test('a cheaper model goes on with the run', async () => {
  kernel.holdUp();
  open('/runs/run-long');
  const waits = await card();
  await userEvent.selectOptions(await waits.findByLabelText('Go on with a cheaper model'), 'ollama/llama3.2');
  await userEvent.click(waits.getByRole('button', { name: 'Go on' }));

  await waitFor(() => expect(kernel.adjusted).toEqual([{ id: 'run-long', change: { model: 'ollama/llama3.2' } }]));
});

test('a run that a budget holds up counts as waiting, and is found among the approvals', async () => {
  kernel.holdUp();
  open('/approvals');
  const rows = within(await screen.findByRole('list', { name: 'Waits for budget' }));
  await userEvent.click(rows.getByRole('link', { name: /Summarise the archive/ }));
  await userEvent.click((await card()).getByRole('button', { name: 'Stop the run' }));

  await waitFor(() => expect(kernel.requests).toContain('POST /v1/runs/run-long/cancel'));
});

test('what a goal may cost is told before it is started, and what a run cost while it works', async () => {
  open('/');
  await userEvent.type(await screen.findByLabelText('Goal'), 'Tidy');

  expect(await screen.findByText('about $0.021, 40 s, from 12 similar runs')).toBeTruthy();
  expect(await screen.findByText('$0.017')).toBeTruthy();
});
