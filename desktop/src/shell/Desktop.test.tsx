import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDesktop } from '../../test/desktop';
import { FakeKernel } from '../../test/fakeKernel';
import { makeRun, RunScript } from '../../test/fakeRuns';

let kernel: FakeKernel;
let close = () => undefined as unknown;

beforeEach(async () => {
  kernel = await new FakeKernel().start();
});

afterEach(async () => {
  close();
  await kernel.stop();
});

function open(address = '/') {
  ({ close } = openDesktop(kernel, address));
}

const signedIn = (address?: string) => {
  kernel.signedIn = true;
  open(address);
};

test('without a session nothing connects, and a code lets one in', async () => {
  open();
  await userEvent.type(
    await screen.findByRole('textbox', { name: /paste the link/ }),
    'http://localhost/login?code=314159',
  );
  expect(kernel.requests).not.toContain('GET /v1/events');
  await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));

  expect(await screen.findByRole('heading', { level: 1, name: /Good|Still/ })).toBeTruthy();
  await waitFor(() => expect(kernel.requests).toContain('GET /v1/events'));
});

test('a code that was used says so', async () => {
  open();
  await userEvent.type(await screen.findByRole('textbox'), 'old{Enter}');

  expect((await screen.findByRole('alert')).textContent).toMatch(/used already/);
});

test('a session that ends asks again over the page, and what was being written stays', async () => {
  signedIn();
  const goal = await screen.findByRole('textbox', { name: 'Goal' });
  await userEvent.type(goal, 'Half a thought');
  kernel.signedIn = false;
  await userEvent.click(screen.getByRole('button', { name: 'Start' }));
  const dialog = await screen.findByRole('dialog', { name: 'Sign in again' });
  await userEvent.type(within(dialog).getByRole('textbox'), '314159{Enter}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());

  expect(screen.getByRole('textbox', { name: 'Goal' })).toHaveProperty('value', 'Half a thought');
});

test('a run is watched live, and a reload in the middle misses nothing and doubles nothing', async () => {
  const run = makeRun('run-live', 'Say hello', 'pers-coder', 0, { step: 0 });
  kernel.runs.unshift(run);
  const script = new RunScript(kernel.journal, run).start();
  signedIn('/runs/run-live');
  await screen.findByRole('heading', { name: 'Say hello' });
  await waitFor(() => expect(kernel.journal.watching).toBe(1));
  const call = { id: 'call-x', tool: 'exec', args: { command: 'echo olá' }, output: 'olá' };
  script.answer('First a greeting.', '', [call]).called(call);
  kernel.journal.say({ type: 'tool.output', stream: 'run-live', source: 'call-x', offset: 0, text: 'ol' });
  await waitFor(() => expect(screen.getByLabelText('Output').textContent).toBe('ol'));

  close();
  script.answered(call);
  open('/runs/run-live');
  await waitFor(() => expect(screen.getByLabelText('Output').textContent).toBe('olá'));
  await waitFor(() => expect(kernel.journal.watching).toBe(1));
  script.answer('', 'Hello.').complete('Hello, Ana.');

  await screen.findByText('Hello, Ana.');
  expect(screen.getAllByText('First a greeting.')).toHaveLength(1);
  expect(screen.getAllByText('echo olá')).toHaveLength(1);
});

test('a kernel that goes away is told and found again', async () => {
  signedIn();
  await screen.findByText('live');
  const { port } = kernel;
  await kernel.stop();
  await screen.findByText(/does not answer. What you see may be old/);
  kernel = await new FakeKernel({ port }).start();
  kernel.signedIn = true;

  await screen.findByText('live');
});

test('rooms open by key, and an address leads to its room', async () => {
  signedIn('/settings/system');
  await screen.findByRole('heading', { level: 1, name: 'System' });
  await userEvent.keyboard('gr');

  expect(await screen.findByRole('heading', { level: 1, name: 'Runs' })).toBeTruthy();
  expect(location.pathname).toBe('/runs');
});

test('the palette finds a file by three letters and opens it', async () => {
  signedIn();
  await screen.findByRole('textbox', { name: 'Goal' });
  await userEvent.keyboard('{Control>}k{/Control}');
  await userEvent.type(await screen.findByRole('combobox'), 'READ');
  await screen.findByRole('option', { name: 'README.md' });
  await userEvent.keyboard('{Enter}');

  await waitFor(() => expect(location.pathname).toBe('/files/proj-default/README.md'));
});

test('switching the language changes the texts', async () => {
  signedIn('/settings/appearance');
  await userEvent.click(await screen.findByRole('radio', { name: 'Português' }));

  expect(await screen.findByRole('heading', { level: 1, name: 'Aparência' })).toBeTruthy();
  expect(document.documentElement.lang).toBe('pt-BR');
});

test('a chat is answered, and its conversation has an address', async () => {
  signedIn('/chat');
  await userEvent.type(await screen.findByRole('textbox', { name: 'Ask, or @agent' }), 'Hello{Enter}');

  expect(await screen.findByText('You said:', { exact: false })).toBeTruthy();
  expect(location.pathname).toBe('/chat/conv-1');
  await waitFor(() => expect(screen.getAllByText('Hello').length).toBeGreaterThan(0));
});

test('a chat shows who works for the answer as they do it, and again after a reload', async () => {
  const now = new Date().toISOString();
  kernel.talk.conversations.push({ id: 'conv-team', title: 'Team', created_at: now, updated_at: now });
  kernel.talk.messages.push({
    id: 'msg-team',
    conversation_id: 'conv-team',
    role: 'user',
    content: 'Read all notes',
    run_id: 'run-lead',
    created_at: now,
  });
  const fresh = { step: 0, conversation_id: null };
  const lead = makeRun('run-lead', 'Read all notes', 'pers-assistant', 0, { ...fresh, conversation_id: 'conv-team' });
  const child = makeRun('run-child', 'Read the notes', 'pers-researcher', 0, { ...fresh, parent_id: 'run-lead' });
  const deep = makeRun('run-deep', 'Count them', 'pers-coder', 0, { ...fresh, parent_id: 'run-child' });
  kernel.runs.unshift(lead, child, deep);
  const script = new RunScript(kernel.journal, lead).start();
  signedIn('/chat/conv-team');
  await waitFor(() => expect(kernel.journal.watching).toBe(1));
  const childScript = new RunScript(kernel.journal, child).start();
  script.delegate(child);
  const card = await screen.findByRole('article', { name: 'Researcher: Read the notes' });
  childScript.answer('They are old.', '').delegate(deep);
  await waitFor(() => expect(within(card).getByText('They are old.')).toBeTruthy());
  expect(await screen.findByRole('article', { name: 'Coder: Count them' })).toBeTruthy();
  new RunScript(kernel.journal, deep).start().complete('There are three.');
  expect(await screen.findByText('There are three.')).toBeTruthy();

  close();
  childScript.complete('Three old notes.');
  open('/chat/conv-team');
  const again = await screen.findByRole('article', { name: 'Researcher: Read the notes' });
  await waitFor(() => expect(within(again).getByText('Three old notes.')).toBeTruthy());
  expect(within(again).getByText('Completed')).toBeTruthy();
  expect(await screen.findByText('There are three.')).toBeTruthy();
});

test('what the system said is counted until it is opened', async () => {
  signedIn('/');
  await screen.findByRole('button', { name: 'What the system said' });
  await waitFor(() => expect(kernel.journal.watching).toBe(1));
  kernel.talk.speak('A run failed: Sweep the floor');
  kernel.talk.speak('A run failed: Paint the wall');
  await userEvent.click(await screen.findByRole('button', { name: '2 unread messages of the system' }));

  expect(await screen.findByText('A run failed: Paint the wall')).toBeTruthy();
  await screen.findByRole('button', { name: 'What the system said' });
  expect(kernel.talk.unread).toBe(0);
});
