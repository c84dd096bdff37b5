import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { eventually, House, openBrowser } from './house.mjs';
import { picture, signIn } from './look.mjs';

/** A run changes files; a person looks at the changes, takes them back and brings them again. */
let house;
let browser;
before(async () => {
  house = await new House().up();
  browser = await openBrowser();
  await house.aule(['run', "create file notes.md with '# Notes' then create file plan.md with 'One'"]);
});
after(async () => {
  await browser?.close();
  await house?.close();
});

test('a run is undone after a preview, and redone', async () => {
  const [run] = (await house.api('GET', '/v1/runs?limit=1')).runs;
  const page = await signIn(browser, house);
  await page.goto(`${house.address}/runs/${run.id}`);
  await page.getByRole('radio', { name: 'Changes' }).click();
  const files = page.getByRole('navigation', { name: 'Changed files' });
  await files.getByText('plan.md').waitFor();
  await page.getByRole('table', { name: 'Diff of notes.md' }).getByText('# Notes').first().waitFor();
  await picture(page, 'changes-wide-dark');

  await page.getByRole('button', { name: 'Undo run' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('plan.md').waitFor();
  await picture(page, 'undo-wide-dark');
  await dialog.getByRole('button', { name: 'Undo 2' }).click();
  await page.getByRole('button', { name: 'Redo' }).waitFor();
  await eventually(
    'the files are gone',
    () => !existsSync(house.file('notes.md')) && !existsSync(house.file('plan.md')),
  );

  await page.getByRole('button', { name: 'Redo' }).click();
  await eventually('the files are back', () => existsSync(house.file('notes.md')) && existsSync(house.file('plan.md')));
  assert.match(readFileSync(house.file('notes.md'), 'utf8'), /# Notes/);
  const { undos } = await house.api('GET', '/v1/projects/proj-default/undos');
  assert.equal(undos.length, 2);
  assert.equal(undos[0].undone_id, undos[1].id);
  await page.context().close();
});
