import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eventually, House, openBrowser } from './house.mjs';
import { signIn } from './look.mjs';

/** What a person chose is still chosen after the page is loaded again, and on their next machine. */
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

const chip = (page, name) =>
  page.getByRole('group', { name: 'Who answers' }).getByRole('button', { name: `Agent: ${name}`, exact: true });
const theme = (page) => page.evaluate(() => document.documentElement.dataset.theme);
const language = (page) => page.evaluate(() => document.documentElement.lang);
const kept = (page, name, state) =>
  page.waitForFunction(([name, state]) => document.documentElement.dataset[name] === state, [name, state]);

async function choosePersona(page, from, to) {
  await chip(page, from).click();
  await page.getByRole('menuitemradio', { name: new RegExp(`^${to}`) }).click();
  await chip(page, to).waitFor();
}

/** Picks a segment in the settings and returns once the kernel has it. */
async function choose(page, setting, label) {
  const saved = page.waitForResponse((it) => it.url().endsWith('/v1/settings') && it.request().method() === 'PUT');
  await page.getByRole('radiogroup', { name: setting }).getByRole('radio', { name: label, exact: true }).click();
  assert.equal((await saved).status(), 200);
}

test('an agent that was chosen before the first word is still chosen after a reload, and answers', async () => {
  const page = await signIn(browser, house);
  await page.getByRole('button', { name: /^Chat \(/ }).click();
  await choosePersona(page, 'Assistant', 'Coder');

  await page.reload();
  await chip(page, 'Coder').waitFor();

  await page.getByPlaceholder(/agent/i).fill('what can you do?');
  await page.keyboard.press('Enter');
  const [made] = await eventually('the conversation is made', async () => {
    const { conversations } = await house.api('GET', '/v1/conversations');
    return conversations.length > 0 ? conversations : null;
  });
  assert.equal(made.persona_id, 'pers-coder');
  await page.context().close();
});

test('an agent that was chosen for a conversation stays with it over a reload and in another browser', async () => {
  const { id } = await house.api('POST', '/v1/conversations', { title: 'Bound', persona_id: 'pers-coder' });
  const page = await signIn(browser, house);
  await page.goto(`${house.address}/chat/${id}`);
  await choosePersona(page, 'Coder', 'Researcher');
  await eventually(
    'the conversation has it',
    async () => (await house.api('GET', `/v1/conversations/${id}`)).persona_id === 'pers-researcher',
  );

  await page.reload();
  await chip(page, 'Researcher').waitFor();
  await page.context().close();

  const other = await signIn(browser, house);
  await other.goto(`${house.address}/chat/${id}`);
  await chip(other, 'Researcher').waitFor();
  await other.context().close();
});

test('a theme survives a reload and follows the person to another browser', async () => {
  const page = await signIn(browser, house, { colorScheme: 'dark' });
  await page.goto(`${house.address}/settings`);
  for (const [label, shown] of [
    ['Light', 'light'],
    ['Dark', 'dark'],
    ['Light', 'light'],
  ]) {
    await choose(page, 'Theme', label);
    await page.reload();
    await page.getByRole('radio', { name: label, exact: true, checked: true }).waitFor();
    assert.equal(await theme(page), shown);
  }
  const other = await signIn(browser, house, { colorScheme: 'dark' });
  await kept(other, 'theme', 'light');
  await other.context().close();
  await page.context().close();
});

test('the theme of the system is followed, also after a reload', async () => {
  const page = await signIn(browser, house, { colorScheme: 'dark' });
  await page.goto(`${house.address}/settings`);
  await choose(page, 'Theme', 'Light');
  await choose(page, 'Theme', 'Like the system');
  await page.reload();
  await page.getByRole('radiogroup', { name: 'Theme' }).waitFor();
  assert.equal(await theme(page), 'dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await kept(page, 'theme', 'light');
  await page.context().close();
});

test('a language survives a reload and follows the person to another browser', async () => {
  const page = await signIn(browser, house);
  await page.goto(`${house.address}/settings`);
  await choose(page, 'Language', 'Português');
  await page.reload();
  await page.getByRole('radiogroup', { name: 'Idioma' }).waitFor();
  assert.equal(await language(page), 'pt-BR');

  const other = await signIn(browser, house, { locale: 'en-GB' });
  await other.getByText(/Bom dia|Boa tarde|Boa noite|Noite adentro/).waitFor();
  await other.context().close();

  await choose(page, 'Idioma', 'English');
  await page.reload();
  await page.getByRole('radiogroup', { name: 'Language' }).waitFor();
  assert.equal(await language(page), 'en');
  await page.context().close();
});
