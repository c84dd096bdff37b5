import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDesktop } from '../../../test/desktop';
import { FakeKernel } from '../../../test/fakeKernel';

let kernel: FakeKernel;
let close = () => undefined as unknown;

beforeEach(async () => {
  kernel = await new FakeKernel().start();
  kernel.signedIn = true;
});

afterEach(async () => {
  close();
  await kernel.stop();
});

const open = (path = '/artifacts') => ({ close } = openDesktop(kernel, path));

const names = () =>
  within(screen.getByRole('list', { name: 'Artifacts' }))
    .queryAllByRole('button')
    .map((it) => it.title.replace('out/', ''));

test('the wall shows what was made, and a kind alone when asked', async () => {
  open();
  await screen.findByRole('button', { name: /ships.svg/ });
  expect(names()).toEqual(['ships.svg', 'report.md', 'ships.csv', 'briefing.mp3', 'model.zip']);

  await userEvent.click(screen.getByRole('button', { name: 'Audio' }));
  await waitFor(() => expect(names()).toEqual(['briefing.mp3']));
  expect(location.search).toBe('?kind=audio');
  await userEvent.click(screen.getByRole('button', { name: 'Video' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Show all' }));
  await waitFor(() => expect(names()).toHaveLength(5));
});

test('a picture opens large, and the arrow keys lead on to a text that is read', async () => {
  open();
  await userEvent.click(await screen.findByRole('button', { name: /ships.svg/ }));
  const viewer = within(await screen.findByRole('dialog', { name: 'ships.svg' }));
  const picture = await viewer.findByRole('img', { name: 'ships.svg' });
  expect(picture.getAttribute('src')).toBe('/v1/artifacts/art-1/content?version=1');
  await userEvent.click(viewer.getByRole('button', { name: 'Larger' }));
  expect(viewer.getByRole('button', { name: 'Show the whole picture' }).hasAttribute('disabled')).toBe(false);

  await userEvent.keyboard('{ArrowRight}');
  const reader = within(await screen.findByRole('dialog', { name: 'report.md' }));
  expect(await reader.findByRole('heading', { name: 'Atlas report' })).toBeTruthy();
  expect(reader.getByRole('link', { name: /run-/ }).getAttribute('href')).toBe('/runs/run-tests');
  await userEvent.click(reader.getByRole('button', { name: /Version 1/ }));
  expect(reader.getByRole('link', { name: 'Download' }).getAttribute('href')).toContain('version=1');

  await userEvent.keyboard('{ArrowRight}');
  const table = within(await screen.findByRole('dialog', { name: 'ships.csv' }));
  expect(await table.findByRole('cell', { name: 'calm, mostly' })).toBeTruthy();
  await userEvent.keyboard('{Escape}');
  await waitFor(() => expect(location.pathname).toBe('/artifacts'));
});

test('what is deleted comes back by Undo', async () => {
  open('/artifacts/art-2');
  await userEvent.click(await screen.findByRole('button', { name: 'Delete' }));
  await waitFor(() => expect(names()).not.toContain('report.md'));
  await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));

  await waitFor(() => expect(names()).toContain('report.md'));
});

test('a link is made for as long as one likes, and taken back', async () => {
  open('/artifacts/art-1');
  await userEvent.click(await screen.findByRole('button', { name: 'Share' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Share ships.svg' }));
  await userEvent.click(dialog.getByRole('radio', { name: '1 hour' }));
  await userEvent.click(dialog.getByRole('button', { name: 'Make a link' }));
  const link = await dialog.findByRole<HTMLInputElement>('textbox', { name: 'Link' });
  expect(link.value).toBe('http://share-1-secret.localhost/');
  const made = kernel.artifacts.shares[0];
  expect(Math.round((Date.parse(made?.expires_at ?? '') - Date.now()) / 60_000)).toBeLessThanOrEqual(60);

  await userEvent.click(await dialog.findByRole('button', { name: 'Take back' }));
  await waitFor(() => expect(dialog.queryByRole('textbox', { name: 'Link' })).toBeNull());
  expect(made?.works).toBe(false);
});

test('what a run made is made again', async () => {
  open('/artifacts/art-1');
  await userEvent.click(await screen.findByRole('button', { name: 'Make again' }));

  await waitFor(() => expect(kernel.artifacts.regenerated).toEqual(['art-1']));
  expect(await screen.findByText('Run started')).toBeTruthy();
});

test('home shows the newest with their faces', async () => {
  open('/');
  const recent = within(await screen.findByRole('region', { name: 'Recent artifacts' }));

  expect(recent.getByRole('link', { name: /ships.svg/ }).getAttribute('href')).toBe('/artifacts/art-1');
  expect(recent.getByText(/The harbour grew/)).toBeTruthy();
});
