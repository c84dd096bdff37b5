import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openDesktop } from '../../../test/desktop';
import { FakeKernel } from '../../../test/fakeKernel';
import { useFileDrafts } from './drafts';

let kernel: FakeKernel;
let close = () => undefined as unknown;

beforeEach(async () => {
  kernel = await new FakeKernel().start();
  kernel.signedIn = true;
  useFileDrafts.setState({ drafts: {} });
});

afterEach(async () => {
  close();
  await kernel.stop();
});

/** A phone, whose editor is a plain field. */
async function edit(path: string): Promise<HTMLTextAreaElement> {
  ({ close } = openDesktop(kernel, `/files/proj-default/${path}`));
  vi.stubGlobal('matchMedia', (query: string) => ({
    matches: query.includes('640'),
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
  return screen.findByRole('textbox', { name: `Editor: ${path}` });
}

test('a file is changed and saved by key', async () => {
  await userEvent.type(await edit('hello.py'), '# end');
  await userEvent.keyboard('{Control>}s{/Control}');

  await waitFor(() => expect(kernel.files.content['hello.py']).toMatch(/# end$/));
  expect(useFileDrafts.getState().drafts).toEqual({});
});

test('a file changed by somebody else meanwhile asks whose text stays', async () => {
  await userEvent.type(await edit('hello.py'), '# mine');
  kernel.files.content['hello.py'] = '# theirs';
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await screen.findByRole('dialog', { name: 'The file has changed' });
  expect(kernel.files.content['hello.py']).toBe('# theirs');
  await userEvent.click(screen.getByRole('button', { name: 'Keep mine' }));

  await waitFor(() => expect(kernel.files.content['hello.py']).toMatch(/# mine$/));
});

test('taking theirs shows their text', async () => {
  await userEvent.type(await edit('hello.py'), '# mine');
  kernel.files.content['hello.py'] = '# theirs';
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Take theirs' }));

  await waitFor(() => expect(screen.getByRole('textbox', { name: /Editor/ })).toHaveProperty('value', '# theirs'));
});

test('the tree opens folders and is walked with the arrow keys', async () => {
  ({ close } = openDesktop(kernel, '/files'));
  (await screen.findByRole('treeitem', { name: 'report' })).focus();
  await userEvent.keyboard('{ArrowRight}');
  expect(await screen.findByRole('treeitem', { name: 'atlas.md' })).toBeTruthy();
  await userEvent.keyboard('{ArrowDown}{Enter}');

  await waitFor(() => expect(location.pathname).toBe('/files/proj-default/report/atlas.md'));
});

test('what somebody else does to the files is seen without asking', async () => {
  ({ close } = openDesktop(kernel, '/files'));
  await screen.findByRole('treeitem', { name: 'report' });
  await waitFor(() => expect(kernel.files.watching).toBe(1));
  kernel.files.content['later.md'] = '# Later';
  kernel.files.touch('');

  expect(await screen.findByRole('treeitem', { name: 'later.md' })).toBeTruthy();
});
