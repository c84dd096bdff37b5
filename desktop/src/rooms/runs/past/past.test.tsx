import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDesktop } from '../../../../test/desktop';
import { FakeKernel } from '../../../../test/fakeKernel';
import { stepsWith } from '../../../../test/fakePast';

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

function open(address: string) {
  ({ close } = openDesktop(kernel, address));
}

const button = (name: string | RegExp) => screen.findByRole('button', { name });
const asked = (what: string) => kernel.past.asked.find((it) => it.route.includes(what))?.body;

async function pick(run: RegExp, item: string) {
  await userEvent.click((await screen.findAllByRole('button', { name: run }))[0] as HTMLElement);
  await userEvent.click(await screen.findByRole('menuitem', { name: item }));
}

test('a run is forked at a step with another result, and its fork is opened', async () => {
  open('/runs/run-hello');
  const strand = await screen.findByRole('list', { name: 'What happened' });
  const call = (await within(strand).findByText('python3 hello.py')).closest('li') as HTMLElement;
  await userEvent.click(within(call).getByRole('button', { name: 'Fork from here' }));
  const dialog = await screen.findByRole('dialog', { name: 'Fork from here' });
  const output = within(dialog).getByRole('textbox', { name: 'Output' });
  expect(output).toHaveProperty('value', 'olá\n');
  await userEvent.clear(output);
  await userEvent.type(output, 'hello');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Start the fork' }));

  await waitFor(() => expect(location.pathname).toMatch(/^\/runs\/run-\d+$/));
  expect(asked('fork')).toMatchObject({ result: { ok: true, output: 'hello' }, workspace: 'copy' });
  expect(await screen.findByRole('link', { name: /^Fork of “create file hello.py/ })).toBeTruthy();
});

test('two runs are chosen in the list and put side by side, at the first difference', async () => {
  kernel.past.steps = stepsWith(30);
  open('/runs?compare=run-hello');
  await userEvent.click(await screen.findByRole('checkbox', { name: /Choose to compare: Create a Node/ }));
  await userEvent.click(await button(/^Compare/));
  const steps = await screen.findByRole('list', { name: 'Steps of both' });

  expect(location.search).toBe('?left=run-hello&right=run-tests');
  expect(await within(steps).findByText('Step 31')).toBeTruthy();
  expect(await screen.findByText('2 steps differ. They part at step 31.')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Only differences' }));
  expect(within(steps).queryByText('Step 30')).toBeNull();
  expect(within(steps).getByText('only in B')).toBeTruthy();
});

test('a run is played again, and says where it went another way', async () => {
  const difference = { position: 5, what: 'tool.answered: output', expected: { output: 'a' }, actual: { output: 'b' } };
  kernel.past.replay = { same: false, count: 1, differences: [difference] };
  open('/runs/run-hello');
  await pick(/Actions for/, 'Play again without asking anything');

  const dialog = await screen.findByRole('dialog', { name: 'Play again' });
  expect(await within(dialog).findByText('tool.answered: output')).toBeTruthy();
  expect(asked('replay')).toEqual({ mode: 'strict' });
  kernel.past.replay = {};
  await userEvent.click(within(dialog).getByRole('radio', { name: 'Behaviour' }));
  expect(await within(dialog).findByText('It went the same way.')).toBeTruthy();
});

test('a run is kept as a test, checked, deleted and kept again', async () => {
  open('/runs/run-hello');
  await pick(/Actions for/, 'Keep as a test');
  await userEvent.click(await button('See tests'));
  const tests = await screen.findByRole('list', { name: 'Tests' });
  expect(within(tests).getAllByText('Never run')).toBeTruthy();
  await userEvent.click(await button('Run it'));
  expect(await screen.findByText('1 passed · 0 failed · 0 never run')).toBeTruthy();
  await userEvent.click(await button(/^Delete test/));
  expect(await screen.findByText(/^No tests yet/)).toBeTruthy();
  await userEvent.click(await button('Undo'));

  expect(await screen.findByRole('list', { name: 'Tests' })).toBeTruthy();
});

test('a file that is too large is not sent, and says so until it was read', async () => {
  open('/runs');
  const picker = await screen.findByLabelText('Import runs from files', { selector: 'input' });
  const file = new File(['x'], 'large.aulerun');
  Object.defineProperty(file, 'size', { value: 60 * 2 ** 20 });
  await userEvent.upload(picker, file, { applyAccept: false });
  const alert = (await screen.findByText(/large.aulerun is larger than 50 MB/)).closest('[role=alert]') as HTMLElement;
  await userEvent.click(within(alert).getByRole('button', { name: 'Dismiss' }));

  await waitFor(() => expect(screen.queryByText(/large.aulerun/)).toBeNull());
  expect(kernel.requests).not.toContain('POST /v1/runs/import');
});

test('a run that was recorded elsewhere is only read', async () => {
  kernel.runs = kernel.runs.map((it) =>
    it.id === 'run-hello' ? { ...it, imported_from: { run: 'run-there', at: it.created_at, archive: 'ab' } } : it,
  );
  open('/runs/run-hello');

  expect(await screen.findByText('Imported')).toBeTruthy();
  expect(await screen.findByText('python3 hello.py')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Run again' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Fork from here' })).toBeNull();
});

test('a run is kept as it is and gone on from', async () => {
  open('/runs/run-atlas');
  await userEvent.click((await screen.findAllByRole('button', { name: 'Make a snapshot' }))[0] as HTMLElement);
  await userEvent.type(await screen.findByRole('textbox', { name: 'Name, if you like' }), 'before lunch{Enter}');
  expect(await screen.findByText('before lunch')).toBeTruthy();
  await userEvent.click(await button('Go on from it'));
  const dialog = await screen.findByRole('dialog', { name: 'Go on from a snapshot' });
  await userEvent.click(within(dialog).getByRole('button', { name: 'Go on from it' }));

  await waitFor(() => expect(location.pathname).not.toBe('/runs/run-atlas'));
  expect(asked('restore')).toEqual({ workspace: 'copy' });
});

test('a comparison is read anew when one of its runs has gone on', async () => {
  kernel.past.steps = stepsWith(2);
  open('/runs/compare?left=run-hello&right=run-atlas');
  await screen.findByRole('list', { name: 'Steps of both' });
  await waitFor(() => expect(kernel.journal.watching).toBe(1));
  const times = () => kernel.requests.filter((it) => it === 'GET /v1/runs/compare').length;
  const before = times();
  kernel.journal.append('run-atlas', { type: 'run.adjusted', run_id: 'run-atlas', priority: 2 });

  await waitFor(() => expect(times()).toBeGreaterThan(before), { timeout: 30_000 });
});
