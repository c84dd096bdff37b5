import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eventually, House, openBrowser } from './house.mjs';
import { accessible, picture, settled, signIn } from './look.mjs';

/** What a run makes: from the file to the gallery, to somebody with a link, away and back. */
let house;
let browser;

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="50"><rect width="80" height="50"/></svg>';

const kept = (name) =>
  eventually(`${name} is kept`, async () => {
    const { artifacts } = await house.api('GET', `/v1/artifacts?q=${name}`);
    return artifacts[0];
  });

before(async () => {
  house = await new House().up();
  browser = await openBrowser();
  const goal = `create file ships.svg with '${SVG}' then create file report.md with '# Atlas report'`;
  await house.aule(['run', goal]);
});
after(async () => {
  await browser?.close();
  await house?.close();
});

test('what a run made is seen, read, shared, deleted and brought back', async () => {
  const made = await kept('ships.svg');
  await kept('report.md');
  assert.ok(made.run_id && made.receipt_id);
  const page = await signIn(browser, house);
  await page.getByRole('region', { name: 'Recent artifacts' }).getByText('ships.svg').waitFor();
  await page.goto(`${house.address}/artifacts`);
  await settled(page);
  await accessible(page, 'artifacts');
  await picture(page, 'artifacts-wide-dark');

  await page.getByRole('button', { name: /ships\.svg/ }).click();
  const viewer = page.getByRole('dialog', { name: 'ships.svg' });
  const drawn = viewer.getByRole('img', { name: 'ships.svg' });
  await drawn.waitFor();
  await eventually('the picture is drawn', () => drawn.evaluate((it) => it.naturalWidth === 80));
  assert.equal(await viewer.getByRole('link', { name: /^run-/ }).getAttribute('href'), `/runs/${made.run_id}`);
  await accessible(page, 'artifact');

  await viewer.getByRole('button', { name: 'Share' }).click();
  const dialog = page.getByRole('dialog', { name: 'Share ships.svg' });
  await dialog.getByRole('button', { name: 'Make a link' }).click();
  const link = await dialog.getByRole('textbox', { name: 'Link' }).inputValue();
  await accessible(page, 'share dialog');
  const stranger = await browser.newContext();
  const shown = await stranger.newPage();
  await shown.goto(link);
  await shown.getByRole('heading', { name: 'ships.svg' }).waitFor();
  await eventually('the stranger sees the picture', () =>
    shown.locator('img').evaluate((it) => it.naturalWidth === 80),
  );
  assert.deepEqual(await stranger.cookies(), []);
  const [saved] = await Promise.all([shown.waitForEvent('download'), shown.getByText('Download').click()]);
  assert.equal(saved.suggestedFilename(), 'ships.svg');
  await dialog.getByRole('button', { name: 'Take back' }).click();
  await eventually('the link is dead', async () => (await shown.goto(link)).status() === 404);
  await stranger.close();
  await page.keyboard.press('Escape');

  await viewer.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('button', { name: /ships\.svg/ }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: /ships\.svg/ }).waitFor();

  await page.getByRole('button', { name: /report\.md/ }).click();
  await page.getByRole('dialog', { name: 'report.md' }).getByRole('heading', { name: 'Atlas report' }).waitFor();
  await page.context().close();
});

test('a PDF is drawn page by page, and a phone has room for it', async () => {
  const pdf = onePage();
  await house.api('PUT', '/v1/projects/proj-default/files/content', { path: 'one.pdf', content: pdf });
  const { id } = await house.api('POST', '/v1/artifacts', { project_id: 'proj-default', path: 'one.pdf' });
  const page = await signIn(browser, house, { viewport: { width: 390, height: 844 } });
  await page.goto(`${house.address}/artifacts/${id}`);
  const canvas = page.getByRole('dialog', { name: 'one.pdf' }).locator('canvas').first();
  await canvas.waitFor();
  await eventually('the page is drawn', () =>
    canvas.evaluate((it) => {
      const { data } = it.getContext('2d').getImageData(0, 0, it.width, it.height);
      return data.some((value, place) => place % 4 === 0 && value < 100 && data[place + 3] > 200);
    }),
  );
  await accessible(page, 'pdf phone');
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(over <= 0, `it scrolls sideways by ${over} pixels`);
  await page.context().close();
});

test('what a run made is made again by the same goal', async () => {
  const made = await kept('report.md');
  const page = await signIn(browser, house);
  await page.goto(`${house.address}/artifacts/${made.id}`);
  await page.getByRole('button', { name: 'Make again' }).click();
  await page.getByText('Run started').waitFor();
  const [again] = (await house.api('GET', '/v1/runs?limit=1')).runs;
  assert.notEqual(again.id, made.run_id);
  assert.equal(again.goal, (await house.api('GET', `/v1/runs/${made.run_id}`)).goal);
  await page.context().close();
});

/** A document with a black square on its one page. */
function onePage() {
  const parts = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R>>',
    '<</Length 18>>stream\n50 50 100 100 re f\nendstream',
  ];
  let text = '%PDF-1.4\n';
  const places = parts.map((it, at) => {
    const place = text.length;
    text += `${at + 1} 0 obj${it}endobj\n`;
    return place;
  });
  const table = places.map((it) => `${String(it).padStart(10, '0')} 00000 n \n`).join('');
  return `${text}xref\n0 5\n0000000000 65535 f \n${table}trailer<</Size 5/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`;
}
