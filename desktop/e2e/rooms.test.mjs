import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { eventually, House, openBrowser } from './house.mjs';
import { accessible, picture, settled, signIn } from './look.mjs';

/** Every room at two sizes, in two languages and two themes; the README's pictures come from here. */
let house;
let browser;
let source;
let fork;
const ROOMS = {
  home: () => '',
  runs: () => 'runs',
  'runs-active': () => 'runs?tab=active',
  'runs-queue': () => 'runs?tab=queue',
  'runs-letters': () => 'runs?tab=letters',
  'runs-tests': () => 'runs?tab=tests',
  'runs-chosen': () => `runs?compare=${source.id},${fork.id}`,
  run: () => `runs/${source.id}`,
  fork: () => `runs/${fork.id}`,
  compare: () => `runs/compare?left=${source.id}&right=${fork.id}`,
  files: () => 'files',
  terminal: () => 'terminal',
  approvals: () => 'approvals',
  spend: () => 'spend',
  settings: () => 'settings',
  'settings-models': () => 'settings/models',
  'settings-models-list': () => 'settings/models/list',
  'settings-models-local': () => 'settings/models/local',
  'settings-models-routing': () => 'settings/models/routing',
  'settings-system': () => 'settings/system',
};

const ended = (id) =>
  eventually(`the run ${id} has ended`, async () => {
    const run = await house.api('GET', `/v1/runs/${id}`);
    return ['completed', 'failed', 'cancelled'].includes(run.status) && run;
  });

/** A run with a fork that went another way, kept as a test and as a snapshot. */
async function makeAPast() {
  const [run] = (await house.api('GET', '/v1/runs?limit=1')).runs;
  const { events } = await house.api('GET', `/v1/runs/${run.id}/events?limit=200`);
  const at = events.find((it) => it.type === 'tool.answered').position;
  const other = { at, goal: "create file notes.md with '# Notes' then run `echo other`" };
  const forked = await house.api('POST', `/v1/runs/${run.id}/fork`, other);
  await house.api('POST', `/v1/runs/${run.id}/snapshots`, { label: 'When it was done' });
  const kept = await house.api('POST', `/v1/runs/${run.id}/tests`, {});
  await house.api('POST', `/v1/run-tests/${kept.id}/check`);
  source = run;
  fork = await ended(forked.id);
}

before(async () => {
  house = await new House().up();
  browser = await openBrowser();
  await house.aule(['run', "create file notes.md with '# Notes' then run `cat notes.md`"]);
  await makeAPast();
});
after(async () => {
  await browser?.close();
  await house?.close();
});

for (const [size, viewport] of Object.entries({ wide: [1440, 900], phone: [390, 844] })) {
  for (const colorScheme of ['dark', 'light']) {
    test(`every room is usable and accessible: ${size}, ${colorScheme}`, async () => {
      const page = await signIn(browser, house, { viewport: { width: viewport[0], height: viewport[1] }, colorScheme });
      for (const [room, address] of Object.entries(ROOMS)) {
        await page.goto(`${house.address}/${address()}`);
        await page.getByRole('main').waitFor();
        await settled(page);
        await accessible(page, `${room} ${size} ${colorScheme}`);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(over <= 0, `${room} scrolls sideways by ${over} pixels`);
        await picture(page, `${room}-${size}-${colorScheme}`);
      }
      await page.context().close();
    });
  }
}

test('the desktop speaks Brazilian Portuguese', async () => {
  const page = await signIn(browser, house, { locale: 'pt-BR' });
  await page.getByText(/Bom dia|Boa tarde|Boa noite|Noite adentro/).waitFor();
  await page.context().close();
});

test('an approval that an agent waits for is given in the desktop', async () => {
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) {
    await house.api('PUT', '/v1/projects/proj-default/files/content', { path: `old/${name}.txt`, content: name });
  }
  const run = await house.api('POST', '/v1/runs', { goal: 'delete old' });
  const page = await signIn(browser, house, { viewport: { width: 390, height: 844 } });
  await page.goto(`${house.address}/approvals`);
  const approve = page.getByRole('button', { name: 'Approve' }).first();
  await page.getByText('delete old (7 files)').first().click();
  await approve.waitFor();
  await picture(page, 'approval-phone-dark');
  await approve.click();
  await eventually(
    'the run is completed',
    async () => (await house.api('GET', `/v1/runs/${run.id}`)).status === 'completed',
  );
  const { entries } = await house.api('GET', '/v1/projects/proj-default/files');
  assert.ok(!entries.some((it) => it.name === 'old'));
  await page.context().close();
});

test('a run is forked from a step, and its fork is compared with it', async () => {
  const page = await signIn(browser, house);
  await page.goto(`${house.address}/runs/${source.id}`);
  const call = page
    .getByRole('list', { name: 'What happened' })
    .getByRole('listitem')
    .filter({ hasText: 'write_file' });
  await call.hover();
  await call.getByRole('button', { name: 'Fork from here' }).click();
  const dialog = page.getByRole('dialog', { name: 'Fork from here' });
  await dialog.waitFor();
  await accessible(page, 'fork dialog');
  await picture(page, 'fork-dialog-wide-dark');
  await dialog.getByRole('button', { name: 'Start the fork' }).click();
  await page.waitForURL((url) => /^\/runs\/run-/.test(url.pathname) && !url.pathname.endsWith(source.id));
  await ended(page.url().split('/').at(-1));
  await page.getByRole('link', { name: 'Compare with it' }).click();
  const steps = page.getByRole('list', { name: 'Steps of both' }).getByRole('listitem');
  await steps.filter({ hasText: 'Step 1' }).getByText('same', { exact: true }).waitFor();
  await page.context().close();
});

/** Drops a file on the room, as from a folder's window. */
async function drop(page, bytes) {
  const dataTransfer = await page.evaluateHandle(
    (all) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(all)], 'a.aulerun'));
      return transfer;
    },
    [...bytes],
  );
  await page.getByRole('heading', { name: 'Runs' }).dispatchEvent('drop', { dataTransfer });
}

test('a run is exported, and its file taken in again by dropping it on the room', async () => {
  const page = await signIn(browser, house);
  await page.goto(`${house.address}/runs/${source.id}`);
  await page.getByRole('button', { name: /^Actions for/ }).click();
  const loading = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Export as a file' }).click();
  const file = readFileSync(await (await loading).path());
  await page.goto(`${house.address}/runs`);
  await page.getByRole('heading', { name: 'Runs' }).waitFor();
  await drop(page, file.subarray(0, 100));
  await page.getByRole('alert').filter({ hasText: 'The file was not taken in.' }).waitFor();
  await accessible(page, 'a refused file');
  await drop(page, file);
  await page.getByText('Imported', { exact: true }).waitFor();
  await page.getByRole('button', { name: /^Actions for/ }).click();
  await page.getByRole('menuitem', { name: 'Play again without asking anything' }).click();
  await page.getByText('It went the same way.').waitFor();
  await accessible(page, 'replay dialog');
  await picture(page, 'replay-dialog-wide-dark');
  await page.context().close();
});

test('the palette finds rooms by the keyboard', async () => {
  const page = await signIn(browser, house);
  await page.getByRole('button', { name: 'Search or do anything' }).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type('approv');
  await page.getByRole('option', { name: 'Approvals' }).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/approvals');
  await page.context().close();
});
