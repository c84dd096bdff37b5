import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { startCoder } from './coderServer.mjs';
import { eventually, House, openBrowser } from './house.mjs';
import { picture, signIn } from './look.mjs';

/** A coder at work, watched live. */
let coder;
let house;
let browser;
before(async () => {
  coder = await startCoder({ pieceDelayMs: 60 });
  house = await new House({ OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: coder.url }).up();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await house?.close();
  await coder?.close();
});

const GOAL = 'create a Node.js project with tests';

test('files are written, the test fails, the agent edits, the test passes, and a reload misses nothing', async () => {
  const page = await signIn(browser, house);
  await page.goto(`${house.address}/runs`);
  const run = await house.api('POST', '/v1/runs', { goal: GOAL, persona_id: 'pers-coder', model: 'openai/coder-1' });
  await page.goto(`${house.address}/runs/${run.id}`);
  await page.getByText('sum.test.js').first().waitFor();
  await page.reload();

  await page.getByText('sum.js has a test and it passes').first().waitFor({ timeout: 60_000 });
  await picture(page, 'run-wide-dark');
  const pills = await page.locator('main li code').allTextContents();
  const count = (name) => pills.filter((it) => it === name).length;
  assert.deepEqual(
    { written: count('write_file'), run: count('exec'), edited: count('edit_file') },
    { written: 3, run: 2, edited: 1 },
  );
  assert.equal(await page.getByText('Now I run the test.').count(), 1);
  assert.match(readFileSync(house.file('sum.js'), 'utf8'), /a \+ b/);

  const events = (await house.api('GET', `/v1/runs/${run.id}/events?limit=200`)).events;
  const exits = events.filter((it) => it.type === 'tool.answered' && it.tool === 'exec').map((it) => it.exit_code);
  assert.deepEqual(exits, [1, 0]);
  await page.context().close();
});

test('a kernel that is killed goes on where the journal ends and repeats nothing that was answered', async () => {
  const run = await house.api('POST', '/v1/runs', { goal: GOAL, persona_id: 'pers-coder', model: 'openai/coder-1' });
  const events = async () => (await house.api('GET', `/v1/runs/${run.id}/events?limit=200`)).events;
  await eventually('the first tool call is answered', async () =>
    (await events()).some((it) => it.type === 'tool.answered'),
  );
  await house.kill9();
  await house.up();
  await eventually('the run is completed', async () => {
    const { status } = await house.api('GET', `/v1/runs/${run.id}`);
    assert.notEqual(status, 'failed');
    return status === 'completed';
  });
  const answered = (await events()).filter((it) => it.type === 'tool.answered').map((it) => it.call_id);
  assert.equal(new Set(answered).size, answered.length);
  const called = (await events()).filter((it) => it.type === 'tool.called').map((it) => it.call_id);
  assert.deepEqual([...new Set(called)].sort(), [...new Set(answered)].sort());
});

test('Ctrl-C ends the run and leaves the kernel', async () => {
  const client = house.start(['run', 'run `sleep 100`', '--model', 'builtin/commands', '--json']);
  let seen = '';
  client.stdout.on('data', (data) => (seen += data));
  await eventually('the command runs', () => seen.includes('tool.called'));
  client.kill('SIGINT');
  const code = await new Promise((done) => client.on('exit', done));
  assert.equal(code, 1);
  const { runs } = await house.api('GET', '/v1/runs?limit=1');
  assert.equal(runs[0].status, 'cancelled');
  assert.equal((await fetch(`${house.address}/health/ready`)).status, 200);
});
