import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { House, openBrowser } from './house.mjs';
import { accessible, picture, settled, signIn } from './look.mjs';
import { startOllama } from './ollamaServer.mjs';

/** The models of this machine: downloaded, in memory, and as files. */
let ollama;
let house;
let browser;
before(async () => {
  ollama = await startOllama();
  house = new House({ OLLAMA_HOST: ollama.url });
  await house.up();
  browser = await openBrowser();
});
after(async () => {
  ollama?.release();
  await browser?.close();
  await house?.close();
  await ollama?.close();
});

test('a download moves by itself until the model is there, and a model leaves memory', async () => {
  const page = await signIn(browser, house);
  await page.goto(`${house.address}/settings/models/local`);
  await page.getByLabel('Name of the model').fill('tiny:1b');
  await page.getByRole('button', { name: 'Download', exact: true }).click();
  await page.getByText('250 MB of 1 GB').waitFor();
  const memory = page.getByRole('region', { name: 'In memory' });
  await memory.getByText('ollama/llama3.2', { exact: true }).waitFor();
  await settled(page);
  await accessible(page, 'models of this machine');
  await picture(page, 'models-local-wide-dark');
  ollama.release();
  await page.getByRole('img', { name: 'Downloaded' }).waitFor();
  await memory.getByRole('button', { name: 'Unload ollama/llama3.2' }).click();
  await memory.getByText('No model is in memory').waitFor();
  await page.context().close();
});

test('a model file that cannot be used says why, and one elsewhere that is none is refused', async () => {
  const folder = path.join(house.home, 'models');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'half.gguf'), 'GGUF');
  const page = await signIn(browser, house, { viewport: { width: 390, height: 844 } });
  await page.goto(`${house.address}/settings/models/local`);
  const files = page.getByRole('region', { name: 'Model files' });
  await files.getByRole('heading', { name: 'half' }).waitFor();
  await files.getByText(/Fetch it again, correct its settings, or remove it/).waitFor();
  await files.getByRole('button', { name: 'Choose a file elsewhere' }).click();
  const dialog = page.getByRole('dialog', { name: 'Choose a file elsewhere' });
  await dialog.getByLabel('Path of the file').fill('/nowhere/tiny.gguf');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await dialog.getByText(/choose a GGUF file/).waitFor();
  await accessible(page, 'model file dialog');
  await page.context().close();
});
