import { expect, test } from 'vitest';
import type { FileEntry } from '../../kernel/objects';
import { languageOf } from './editor/languages';
import { addressOf, ancestorsOf, joined, nameOf, parentOf, placeAt, previewOf } from './paths';
import { rowsOf } from './tree';

test('any path survives the way through an address', () => {
  for (const path of ['a.txt', 'src/a b.js', '100%.md', 'what?/#1/ü.txt', 'a%2Fb']) {
    const address = new URL(addressOf('proj-1', path), 'http://localhost').pathname;
    expect(placeAt(address)).toEqual({ project: 'proj-1', path });
  }
  expect(placeAt('/files')).toEqual({ project: '', path: '' });
  expect(placeAt('/files/proj-1')).toEqual({ project: 'proj-1', path: '' });
});

test('paths come apart and together', () => {
  expect([parentOf('a/b/c'), nameOf('a/b/c'), parentOf('a')]).toEqual(['a/b', 'c', '']);
  expect(ancestorsOf('a/b/c')).toEqual(['a', 'a/b']);
  expect([joined('', 'a'), joined('a', 'b')]).toEqual(['a', 'a/b']);
});

test('a file is shown as what its name says', () => {
  expect(['a.png', 'a.html', 'README.md', 'a.mp3', 'Makefile'].map(previewOf)).toEqual([
    'picture',
    'page',
    'markdown',
    'sound',
    'text',
  ]);
  expect([languageOf('a/b.test.ts'), languageOf('Makefile')]).toEqual(['typescript', 'plaintext']);
});

const entry = (path: string, kind: FileEntry['kind'] = 'file'): FileEntry => ({
  name: nameOf(path),
  path,
  kind,
  size: 1,
  modified_at: '',
});

test('folders come first, names in the order of their numbers, and open ones show what they hold', () => {
  const listings = {
    '': [entry('b10.txt'), entry('b9.txt'), entry('src', 'dir'), entry('docs', 'dir')],
    src: [entry('src/a.js')],
  };
  const rows = rowsOf(listings, new Set(['src', 'docs']));

  expect(rows.map((it) => `${it.depth} ${it.entry.path}`)).toEqual([
    '0 docs',
    '0 src',
    '1 src/a.js',
    '0 b9.txt',
    '0 b10.txt',
  ]);
  expect(rows.map((it) => it.loading)).toEqual([true, false, false, false, false]);
});
