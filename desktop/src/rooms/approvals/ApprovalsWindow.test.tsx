import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDesktop } from '../../../test/desktop';
import { FakeKernel } from '../../../test/fakeKernel';
import { RunScript, makeRun } from '../../../test/fakeRuns';

let kernel: FakeKernel;
let close = () => undefined as unknown;

beforeEach(async () => {
  kernel = await new FakeKernel().start();
  kernel.signedIn = true;
  ({ close } = openDesktop(kernel, '/approvals'));
  await screen.findByRole('region', { name: 'exec asks to proceed' });
});

afterEach(async () => {
  close();
  await kernel.stop();
});

const resolutions = () => kernel.journal.events.filter((it) => it.type === 'confirmation.resolved');

test('A approves what is open', async () => {
  await userEvent.keyboard('a');

  await screen.findByText('Nothing waits for you.');
  expect(resolutions()).toMatchObject([{ confirmation_id: 'conf-deps', decision: 'approve' }]);
});

test('R rejects, E edits', async () => {
  await userEvent.keyboard('e');
  await userEvent.clear(await screen.findByLabelText('command'));
  await userEvent.type(screen.getByLabelText('command'), 'ls{Escape}');
  await userEvent.keyboard('r');

  await waitFor(() => expect(resolutions()).toMatchObject([{ decision: 'reject' }]));
});

test('a request that comes while one looks appears by itself', async () => {
  await waitFor(() => expect(kernel.journal.watching).toBe(1));
  const run = makeRun('run-late', 'Clean up', 'pers-coder', 0);
  kernel.runs.unshift(run);
  new RunScript(kernel.journal, run)
    .start()
    .answer('', '', [{ id: 'c1', tool: 'exec', args: {}, output: '' }])
    .ask('c1', 'conf-late', 'rm -r build', 'Many files would go.');

  expect(await screen.findByRole('link', { name: /rm -r build/ })).toBeTruthy();
});

test('whoever answers second sees the first answer', async () => {
  await waitFor(() => expect(kernel.journal.watching).toBe(1));
  kernel.journal.append('run-deps', {
    type: 'confirmation.resolved',
    confirmation_id: 'conf-deps',
    run_id: 'run-deps',
    call_id: 'call-d1',
    decision: 'reject',
    text: '',
    remember: 'once',
    by: 'user-bea',
  });

  expect(await screen.findByText('Nothing waits for you.')).toBeTruthy();
});
