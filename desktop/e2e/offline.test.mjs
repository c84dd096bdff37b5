import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { House, openBrowser } from './house.mjs';
import { accessible, signIn } from './look.mjs';

/** The first minute of a person without a model and without a network. */
let house;
let browser;
before(async () => {
  house = await new House().up();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await house?.close();
});

test('a goal in English is done on real files by a real command', async () => {
  const { stdout } = await house.aule(['run', "create file hello.py with print('olá') then run python3 hello.py"]);
  assert.match(stdout, /^olá$/m);
  assert.equal(readFileSync(house.file('hello.py'), 'utf8'), "print('olá')\n");
});

test('the same goal in Portuguese is done too', async () => {
  const { stdout } = await house.aule(['run', "crie o arquivo ola.py com print('olá') depois execute python3 ola.py"]);
  assert.match(stdout, /^olá$/m);
});

test('a goal that cannot be reached ends with 1, and bad usage with 2', async () => {
  await assert.rejects(house.aule(['run', 'run `exit 3`']), (failure) => failure.code === 1);
  await assert.rejects(house.aule(['run']), (failure) => failure.code === 2);
  await assert.rejects(house.aule(['fly']), (failure) => failure.code === 2);
});

test('a second up says that Aule runs already and gives a fresh link', async () => {
  const { stdout, stderr } = await house.aule(['up', '--no-open', '--port', String(house.port)]);
  assert.match(stdout + stderr, /runs already/);
  assert.match(stdout, /login\?code=/);
});

test('the run and its receipts are in the desktop', async () => {
  const page = await signIn(browser, house);
  await page.goto(`${house.address}/runs`);
  await page.getByText("create file hello.py with print('olá')").first().click();
  await page.getByText('python3 hello.py', { exact: true }).first().waitFor();
  await page.getByRole('button', { name: 'Receipt' }).first().click();
  await page.getByText(/rcpt-/).first().waitFor();
  await accessible(page, 'run');
  await page.close();
});

test('nobody gets in without signing in, and a link works once', async () => {
  const page = await browser.newPage();
  const streams = [];
  page.on('request', (request) => request.url().includes('/v1/events') && streams.push(request.url()));
  await page.goto(`${house.address}/runs`);
  await page.getByText('aule up').first().waitFor();
  assert.deepEqual(streams, []);
  const link = await house.signInLink();
  assert.equal((await fetch(link, { redirect: 'manual' })).status, 303);
  assert.equal((await fetch(link, { redirect: 'manual' })).status, 401);
  await page.close();
});
