import { expect, test } from 'vitest';

const sources = import.meta.glob<string>('./**/*.{ts,tsx}', { query: '?raw', import: 'default', eager: true });

/** Which layer may use which; a room may further use itself. */
const MAY_USE: Readonly<Record<string, readonly string[]>> = {
  kernel: [],
  kit: ['kernel'],
  shell: ['kernel', 'kit'],
  rooms: ['kernel', 'kit', 'shell'],
};

/** Libraries with one home: everywhere else our own words stand in front of them. */
const HOMES: Readonly<Record<string, string>> = {
  cmdk: 'shell',
  'radix-ui': 'kit or shell',
  'react-markdown': 'kit',
  'pdfjs-dist': 'kit',
  'monaco-editor': 'rooms/files',
  recharts: 'rooms/spend',
  '@xterm': 'rooms/terminal',
};

/** `kernel`, `shell`, `rooms/files`; empty for the composition root. */
function partOf(path: string): string {
  const folders = path.split('/').slice(1, -1);
  return folders.slice(0, folders[0] === 'rooms' ? 2 : 1).join('/');
}

function importsOf(source: string): string[] {
  return [...source.matchAll(/(?:from|import|import\()\s*['"]([^'"\s]+)['"]/g)].map(([, target = '']) => target);
}

function trespassesOf(path: string, source: string): string[] {
  const from = partOf(path);
  if (from === '') return [];
  const allowed = MAY_USE[from.split('/')[0] ?? ''] ?? [];
  return importsOf(source)
    .filter((it) => it.startsWith('.'))
    .map((it) => '.' + new URL(it, new URL(path, 'file:///')).pathname)
    .filter((it) => partOf(it) !== from && !allowed.includes(partOf(it)));
}

function strangersOf(path: string, source: string): string[] {
  return importsOf(source).filter((it) => {
    const home = HOMES[it.split('/')[0] ?? ''];
    return home !== undefined && !home.split(' or ').includes(partOf(path));
  });
}

const product = Object.entries(sources).filter(([path]) => !/\.test\.tsx?$/.test(path));

test('the scan sees files, their parts and their imports', () => {
  expect(new Set(Object.keys(sources).map(partOf))).toEqual(
    new Set([
      '',
      'kernel',
      'kit',
      'shell',
      'rooms/home',
      'rooms/network',
      'rooms/runs',
      'rooms/files',
      'rooms/approvals',
      'rooms/artifacts',
      'rooms/settings',
      'rooms/spend',
      'rooms/terminal',
    ]),
  );
  expect(trespassesOf('./kernel/a.ts', "import { b } from '../shell/b'")).toEqual(['./shell/b']);
  expect(trespassesOf('./rooms/a/b.ts', "const c = import('../d/e')")).toEqual(['./rooms/d/e']);
  expect(trespassesOf('./rooms/a/b/c.ts', "import { d } from '../d'")).toEqual([]);
  expect(strangersOf('./rooms/home/a.ts', "import { Command } from 'cmdk'")).toEqual(['cmdk']);
});

test.each(product)('%s uses only what stands below it', (path, source) => {
  expect(trespassesOf(path, source)).toEqual([]);
  expect(strangersOf(path, source)).toEqual([]);
});

test.each(product.filter(([path]) => path.startsWith('./kernel/')))('%s is plain TypeScript', (_, source) => {
  expect(importsOf(source).filter((it) => !it.startsWith('.'))).toEqual([]);
});

test.each(product.filter(([path]) => !path.endsWith('Window.tsx')))('%s exports by name', (_, source) => {
  expect(source).not.toMatch(/export default/);
});

test.each(product)('%s speaks to the kernel through one door', (path, source) => {
  if (path !== './kernel/http.ts') expect(source).not.toMatch(/\bfetch\(|new EventSource|new WebSocket|XMLHttpRequest/);
});
