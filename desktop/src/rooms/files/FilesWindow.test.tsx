import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openDesktop } from '../../../test/desktop';
import { FakeKernel } from '../../../test/fakeKernel';
import { keepDraft, useFileDrafts } from './drafts';
import { useOpenFiles } from './openFiles';

let kernel: FakeKernel;
let close = () => undefined as unknown;

beforeEach(async () => {
  kernel = await new FakeKernel().start();
  kernel.signedIn = true;
  useFileDrafts.setState({ drafts: {} });
  useOpenFiles.setState({ tabs: {}, hidden: false });
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

test('a file is looked at in a tab, and stays there once it is changed', async () => {
  await userEvent.type(await edit('hello.py'), '# end');
  await waitFor(() =>
    expect(useOpenFiles.getState().tabs['proj-default']).toEqual([{ path: 'hello.py', glance: false }]),
  );
  await userEvent.click(screen.getByRole('button', { name: 'Close hello.py' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Close without saving' }));

  await waitFor(() => expect(location.pathname).toBe('/files/proj-default'));
  expect(useFileDrafts.getState().drafts).toEqual({});
  expect(useOpenFiles.getState().tabs['proj-default']).toEqual([]);
});

test('a line is found by what it says and opened where it is', async () => {
  kernel.files.content['deep/notes.txt'] = 'one\ntwo needles\n';
  ({ close } = openDesktop(kernel, '/files'));
  await screen.findByRole('treeitem', { name: 'deep' });
  await userEvent.keyboard('{Control>}{Shift>}f{/Shift}{/Control}');
  await userEvent.type(await screen.findByRole('searchbox', { name: 'Search files' }), 'NEEDLE');
  await userEvent.click(await screen.findByText('two needles'));

  await waitFor(() => expect(location.pathname + location.hash).toBe('/files/proj-default/deep/notes.txt#L2'));
});

test('several files are chosen and deleted by key', async () => {
  kernel.files.content = { 'a.txt': '', 'b.txt': '', 'c.txt': '' };
  ({ close } = openDesktop(kernel, '/files'));
  const first = await screen.findByRole('treeitem', { name: 'a.txt' });
  first.focus();
  await userEvent.keyboard('{Shift>}{ArrowDown}{/Shift}{Delete}');
  await userEvent.click(await screen.findByRole('button', { name: 'Delete' }));

  await waitFor(() => expect(Object.keys(kernel.files.content)).toEqual(['c.txt']));
});

test('tabs and what is not saved follow a folder to its new name', async () => {
  ({ close } = openDesktop(kernel, '/files/proj-default/report/atlas.md'));
  const folder = await screen.findByRole('treeitem', { name: 'report' });
  keepDraft('proj-default', 'report/atlas.md', { text: 'mine', revision: 'r' });
  folder.focus();
  await userEvent.keyboard('{F2}');
  const name = await screen.findByRole('textbox', { name: 'Name' });
  await userEvent.clear(name);
  await userEvent.type(name, 'letters{Enter}');

  await waitFor(() => expect(location.pathname).toBe('/files/proj-default/letters/atlas.md'));
  expect(Object.keys(useFileDrafts.getState().drafts)).toEqual(['proj-default letters/atlas.md']);
});
