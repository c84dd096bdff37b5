import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { startCoder } from './coderServer.mjs';
import { eventually, House, openBrowser } from './house.mjs';
import { accessible, picture, settled, signIn } from './look.mjs';

/** A provider of one's own, what its answers cost, and a run that waits for money. */
let coder;
let house;
let browser;
before(async () => {
  coder = await startCoder({ pieceDelayMs: 1 });
  house = new House();
  writeFileSync(
    path.join(house.home, 'models.yaml'),
    'models:\n  forge/coder-1: { context_tokens: 32000, supports: [tools], price: { input: 2, output: 8 } }\n',
  );
  await house.up();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await house?.close();
  await coder?.close();
});

const start = (more = {}) =>
  house.api('POST', '/v1/runs', {
    goal: 'create a Node.js project with tests',
    persona_id: 'pers-coder',
    model: 'forge/coder-1',
    ...more,
  });
const ended = (id) =>
  eventually(`the run ${id} is completed`, async () => {
    const run = await house.api('GET', `/v1/runs/${id}`);
    assert.ok(!['failed', 'cancelled'].includes(run.status), run.error?.detail);
    return run.status === 'completed' && run;
  });

test('a provider is added with a key that is never shown, and tried step by step', async () => {
  const page = await signIn(browser, house);
  await page.goto(`${house.address}/settings/models`);
  await page.getByRole('button', { name: 'Add a provider' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a provider' });
  await dialog.getByLabel('Begin with').selectOption({ label: 'A server of my own' });
  await dialog.getByLabel('Name').fill('Forge');
  await dialog.getByLabel('Address').fill(coder.url);
  await dialog.getByLabel('API key').fill('sk-forge-4711');
  await dialog.getByLabel('Runs on a machine of mine').uncheck();
  await accessible(page, 'provider dialog');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  const card = page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3, name: /^Forge/ }) });
  await card.getByText(/A key is set/).waitFor();
  await card.getByRole('button', { name: 'Test Forge' }).click();
  await card.getByText('It can be used', { exact: true }).waitFor();
  await card.getByRole('list', { name: 'Steps of the test' }).waitFor();
  assert.ok(!(await page.content()).includes('sk-forge'));
  await accessible(page, 'a tried provider');
  await picture(page, 'provider-wide-dark');
  await page.goto(`${house.address}/settings/models/list`);
  await page.getByRole('searchbox', { name: 'Search models' }).fill('forge/coder-1');
  await page.getByText('$2.00 in, $8.00 out per million').waitFor();
  await page.context().close();
});

test('what a run cost appears in Spend', async () => {
  const run = await ended((await start()).id);
  assert.match(run.cost, /^0\.0[1-9]/);
  const page = await signIn(browser, house);
  await page.goto(`${house.address}/spend`);
  await page
    .getByRole('row', { name: /forge\/coder-1/ })
    .getByText(/^\$0\.0/)
    .waitFor();
  await settled(page);
  await accessible(page, 'spend');
  await picture(page, 'spend-wide-dark');
  await page.goto(`${house.address}/runs/${run.id}`);
  await page
    .getByText(/^\$0\.0/)
    .first()
    .waitFor();
  await page.context().close();
});

test('a run at its budget is given more where it waits, and goes on', async () => {
  const run = await start({ budget: { max_cost: '0.000001' } });
  await eventually(
    'the run waits for budget',
    async () => (await house.api('GET', `/v1/runs/${run.id}`)).waiting?.reason === 'budget',
  );
  const page = await signIn(browser, house);
  await page.goto(`${house.address}/approvals`);
  await page.getByRole('list', { name: 'Waits for budget' }).getByRole('link').click();
  const card = page.getByRole('region', { name: 'Waits for budget' });
  await card.getByLabel('Raise the budget to, in dollars').fill('5');
  await accessible(page, 'a run that waits for budget');
  await picture(page, 'budget-wide-dark');
  await card.getByRole('button', { name: 'Raise' }).click();
  await page.getByText('This run does not wait for a budget any more.').waitFor();
  await ended(run.id);
  await page.context().close();
});
