import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { eventually, House, openBrowser } from './house.mjs';
import { accessible, picture, settled, signIn } from './look.mjs';

/** The Files room as a person works in it: tabs, the editor, previews, uploads, search. */
let house;
let browser;
let page;
before(async () => {
  house = await new House().up();
  browser = await openBrowser();
  writeFileSync(house.file('shop.ts'), 'export const price = (cents: number) => `${cents / 100} €`;\n');
  writeFileSync(house.file('latin.txt'), Buffer.from('caf\xe9\n', 'latin1'));
  writeFileSync(house.file('sales.csv'), `month,amount\n${'May;1\n'.repeat(3).replaceAll(';', ',')}`);
  writeFileSync(house.file('long.log'), 'a line of a long log\n'.repeat(100_000));
  writeFileSync(house.file('tone.wav'), tone());
  writeFileSync(house.file('letter.pdf'), letter('Dear reader of this test'));
  page = await signIn(browser, house);
});
after(async () => {
  await browser?.close();
  await house?.close();
});

const entry = (name) => page.getByRole('treeitem', { name, exact: true });
const tab = (name) => page.getByRole('navigation', { name: 'Open files' }).getByRole('button', { name, exact: true });

test('two files are opened, changed and saved, and come back in their tabs after a reload', async () => {
  await page.goto(`${house.address}/files`);
  await entry('shop.ts').dblclick();
  await page.locator('.monaco-editor .mtk6, .monaco-editor [class*=mtk]').first().waitFor();
  await type('// seen\n');
  await page.keyboard.press('Control+S');
  await eventually('the file is saved', () => readFileSync(house.file('shop.ts'), 'utf8').startsWith('// seen\n'));
  await entry('latin.txt').dblclick();
  await page.getByText('LATIN-1', { exact: false }).waitFor();
  await type('th\u00e9 ');
  await page.reload();
  await tab('shop.ts').waitFor();
  await tab('latin.txt').waitFor();
  await page.getByRole('button', { name: 'Save' }).click();
  await eventually('it keeps its encoding', () =>
    readFileSync(house.file('latin.txt')).equals(Buffer.from('th\xe9 caf\xe9\n', 'latin1')),
  );
  await settled(page);
  await accessible(page, 'files with tabs');
  await picture(page, 'files-tabs-wide-dark');
});

test('a file that somebody else changed asks whose text stays', async () => {
  await tab('shop.ts').click();
  await type('// mine\n');
  writeFileSync(house.file('shop.ts'), '// theirs\n');
  await page.keyboard.press('Control+S');
  await page.getByRole('dialog', { name: 'The file has changed' }).waitFor();
  assert.equal(readFileSync(house.file('shop.ts'), 'utf8'), '// theirs\n');
  await page.getByRole('button', { name: 'Take theirs' }).click();
  await page.locator('.view-line', { hasText: 'theirs' }).waitFor();
});

test('a table, a document, a sound and a long text are shown as what they are', async () => {
  await entry('sales.csv').click();
  await page.getByRole('cell', { name: 'May' }).first().waitFor();
  await entry('letter.pdf').click();
  await page.getByText('Dear reader of this test').waitFor();
  await picture(page, 'files-pdf-wide-dark');
  await accessible(page, 'a document');
  const ranged = page.waitForRequest((it) => it.url().includes('tone.wav') && 'range' in it.headers());
  await entry('tone.wav').click();
  await ranged;
  await page.waitForFunction(() => globalThis.document.querySelector('audio')?.duration > 4);
  await page.locator('audio').evaluate((it) => (it.currentTime = 3));
  await page.waitForFunction(() => globalThis.document.querySelector('audio').currentTime === 3);
  await entry('long.log').click();
  await page.getByRole('button', { name: 'Last page' }).click();
  await page.getByText(/to 2\.\d+ MB of 2\.\d+ MB/).waitFor();
});

test('files are dropped into a folder, found by what they say, and moved', async () => {
  await house.api('POST', '/v1/projects/proj-default/files/folders', { path: 'inbox' });
  await entry('inbox').waitFor();
  const files = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['a needle in it\n'], 'hay.txt'));
    return transfer;
  });
  await entry('inbox').dispatchEvent('dragover', { dataTransfer: files });
  await entry('inbox').dispatchEvent('drop', { dataTransfer: files });
  await eventually('it is there', () => read('inbox/hay.txt') === 'a needle in it\n');
  await page.keyboard.press('Control+Shift+F');
  await page.getByRole('searchbox', { name: 'Search files' }).fill('NEEDLE');
  await page.getByRole('button', { name: /a needle in it/ }).click();
  await page.waitForURL(/inbox\/hay\.txt#L1$/);
  await page.getByRole('button', { name: 'Back to the tree' }).click();
  await entry('hay.txt').dragTo(page.getByRole('tree'), { targetPosition: { x: 100, y: 600 } });
  await eventually('it is in the root', () => read('hay.txt') === 'a needle in it\n');
  await page.waitForURL(/proj-default\/hay\.txt/);
});

test('an upload that is too large says so before it is sent', async () => {
  const transfer = await page.evaluateHandle(() => {
    const files = new DataTransfer();
    files.items.add(new File([new Uint8Array(51 * 1024 * 1024)], 'huge.bin'));
    return files;
  });
  await page.getByRole('tree').dispatchEvent('dragover', { dataTransfer: transfer });
  await page.getByRole('tree').dispatchEvent('drop', { dataTransfer: transfer });
  await page.getByText('An upload takes 50 MB at most').waitFor();
});

async function type(text) {
  await page.locator('.monaco-editor .view-line').first().waitFor();
  await page
    .locator('.monaco-editor')
    .first()
    .click({ position: { x: 200, y: 20 } });
  await page.keyboard.press('Control+Home');
  await page.keyboard.insertText(text);
}

function read(name) {
  try {
    return readFileSync(house.file(name), 'utf8');
  } catch {
    return null;
  }
}

/** Five seconds of a tone, 8 bits, 8 kHz. */
function tone() {
  const rate = 8_000;
  const samples = Buffer.from(Array.from({ length: rate * 5 }, (_, at) => 128 + 60 * Math.sin(at / 4)));
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + samples.length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36);
  head.writeUInt32LE(samples.length, 40);
  return Buffer.concat([head, samples]);
}

/** A PDF of one page that says this. */
function letter(words) {
  const content = `BT /F1 24 Tf 72 700 Td (${words}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let text = '%PDF-1.4\n';
  const places = objects.map((it, at) => {
    const place = text.length;
    text += `${at + 1} 0 obj\n${it}\nendobj\n`;
    return place;
  });
  const table = places.map((it) => `${String(it).padStart(10, '0')} 00000 n \n`).join('');
  const end = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
  return `${text}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}${end}`;
}
