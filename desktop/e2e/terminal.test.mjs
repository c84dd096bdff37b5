import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eventually, House, openBrowser } from './house.mjs';
import { accessible, picture, signIn } from './look.mjs';

/** A shell in the sandbox, used by a person in the browser and by a tool on behalf of an agent. */
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

const screen = (page) => page.locator('.xterm-rows').innerText();

/** Waits until the screen shows something, and gives back what fits. */
const shown = (page, pattern) =>
  eventually(`the screen shows ${pattern}`, async () => pattern.exec(await screen(page)));

async function typed(page, text) {
  await page.getByRole('textbox', { name: /^Terminal/ }).pressSequentially(text);
  await page.keyboard.press('Enter');
}

test('a terminal is typed into, follows the window, and comes back after a reload', async () => {
  const page = await signIn(browser, house, { viewport: { width: 1280, height: 800 } });
  await page.goto(`${house.address}/terminal`);
  await page.getByRole('button', { name: 'New terminal' }).click();
  await page.getByRole('link', { name: 'Terminal 1' }).waitFor();
  await typed(page, 'printf "\\033[32mgreen %s\\033[0m\\n" $((40+2)); stty size');
  await shown(page, /green 42/);
  const [, rows, columns] = await shown(page, /^(\d+) (\d+)\s*$/m);
  await page.setViewportSize({ width: 900, height: 600 });
  await typed(page, 'clear; stty size');
  await eventually('the shell knows the new size', async () => {
    const now = /^(\d+) (\d+)\s*$/m.exec(await screen(page));
    return now && Number(now[1]) < Number(rows) && Number(now[2]) < Number(columns);
  });

  await typed(page, 'cd /tmp; echo rem$()embered');
  await shown(page, /^remembered/m);
  await page.reload();
  await shown(page, /^remembered/m);
  assert.equal((await screen(page)).match(/^remembered/gm).length, 1);
  await typed(page, 'pwd');
  await shown(page, /^\/tmp\s*$/m);
  await accessible(page, 'terminal');
  await picture(page, 'terminal-wide-dark');

  await typed(page, 'cat');
  await page.keyboard.press('Control+C');
  await typed(page, 'exit 3');
  await page.getByText('exit code 3').waitFor();
  await page.getByRole('button', { name: 'Close Terminal 1' }).click();
  await page.getByText('A shell in the project').waitFor();
  await page.context().close();
});

test('on a phone keys that its keyboard lacks are a tap away, and a shared terminal shows what others type', async () => {
  const page = await signIn(browser, house, { viewport: { width: 390, height: 844 } });
  const { id } = await house.api('POST', '/v1/terminals', { title: 'together' });
  await page.goto(`${house.address}/terminal/${id}`);
  await page.getByRole('button', { name: 'Share with agents' }).click();
  await page.getByRole('button', { name: 'Stop sharing' }).or(page.getByText('Shared with agents')).first().waitFor();
  const wrote = await house.api('POST', '/v1/tools/terminal_write/run', {
    params: { text: 'echo to$()gether; cat\n' },
  });
  assert.match(wrote.result, /together/);
  await shown(page, /^together/m);
  await page.getByRole('button', { name: 'Ctrl with the next key' }).click();
  await page.getByRole('textbox', { name: /^Terminal/ }).press('c');
  await typed(page, 'echo st$()opped');
  await shown(page, /^stopped/m);
  await accessible(page, 'terminal phone');
  await picture(page, 'terminal-phone-dark');
  await page.context().close();
});
