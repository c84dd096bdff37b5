import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eventually, House, openBrowser } from './house.mjs';
import { accessible, picture, settled, signIn } from './look.mjs';

/** Every room at two sizes, in two languages and two themes; the README's pictures come from here. */
let house;
let browser;
const ROOMS = ['', 'runs', 'files', 'approvals', 'settings', 'settings/models', 'settings/system'];

before(async () => {
  house = await new House().up();
  browser = await openBrowser();
  await house.aule(['run', "create file notes.md with '# Notes' then run `ls -la`"]);
});
after(async () => {
  await browser?.close();
  await house?.close();
});

for (const [size, viewport] of Object.entries({ wide: [1440, 900], phone: [390, 844] })) {
  for (const colorScheme of ['dark', 'light']) {
    test(`every room is usable and accessible: ${size}, ${colorScheme}`, async () => {
      const page = await signIn(browser, house, { viewport: { width: viewport[0], height: viewport[1] }, colorScheme });
      for (const room of ROOMS) {
        await page.goto(`${house.address}/${room}`);
        await page.getByRole('main').waitFor();
        await settled(page);
        await accessible(page, `${room || 'home'} ${size} ${colorScheme}`);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(over <= 0, `${room || 'home'} scrolls sideways by ${over} pixels`);
        await picture(page, `${room.replace('/', '-') || 'home'}-${size}-${colorScheme}`);
      }
      await page.context().close();
    });
  }
}

test('the desktop speaks Brazilian Portuguese', async () => {
  const page = await signIn(browser, house, { locale: 'pt-BR' });
  await page.getByText(/Bom dia|Boa tarde|Boa noite/).waitFor();
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
