import { expect, test } from 'vitest';
// The shell knows no room; only its proof does.
import { approvalsApp } from '../rooms/approvals/app';
import { filesApp } from '../rooms/files/app';
import { homeApp } from '../rooms/home/app';
import { runsApp } from '../rooms/runs/app';
import { settingsApp } from '../rooms/settings/app';
import { appAt } from './app';
import { shellShortcuts } from './shellShortcuts';
import { chordOf, conflictsOf, keysText, nextMatch, type Shortcut } from './shortcuts';

const apps = [homeApp, runsApp, filesApp, approvalsApp, settingsApp];
const all = [...shellShortcuts(apps), ...apps.flatMap((it) => it.shortcuts)];
const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
const shortcut = (id: string, keys: string, room?: string): Shortcut => ({
  id,
  keys,
  label: 'key.next',
  ...(room ? { room } : {}),
});

test('no two shortcuts of the desktop get in each other’s way', () => {
  expect(conflictsOf(all)).toEqual([]);
});

test('conflicts are found where the same keys or their beginning mean two things in one place', () => {
  expect(conflictsOf([shortcut('a', 'J', 'runs'), shortcut('b', 'J', 'files')])).toEqual([]);
  expect(conflictsOf([shortcut('a', 'J'), shortcut('b', 'J', 'files')])).toEqual([{ keys: 'J', ids: ['a', 'b'] }]);
  expect(conflictsOf([shortcut('a', 'G'), shortcut('b', 'G H')])).toHaveLength(1);
});

test('a pressed key is a chord', () => {
  expect(chordOf({ ...plain, key: 'k', ctrlKey: true })).toBe('Mod+K');
  expect(chordOf({ ...plain, key: 'k', metaKey: true })).toBe('Mod+K');
  expect(chordOf({ ...plain, key: ' ' })).toBe('Space');
  expect(chordOf({ ...plain, key: '?', shiftKey: true })).toBe('?');
  expect(chordOf({ ...plain, key: 'Enter', shiftKey: true })).toBe('Shift+Enter');
});

test('a shortcut is found in its room, a sequence by its second key', () => {
  expect(nextMatch(all, 'runs', '', 'J').shortcut?.id).toBe('runs.next');
  expect(nextMatch(all, 'approvals', '', 'J').shortcut?.id).toBe('approvals.next');
  expect(nextMatch(all, 'home', '', 'J').shortcut).toBeUndefined();
  expect(nextMatch(all, 'runs', '', 'G')).toEqual({ shortcut: undefined, pending: 'G' });
  expect(nextMatch(all, 'runs', 'G', 'A').shortcut?.id).toBe('go.approvals');
  expect(nextMatch(all, 'runs', 'G', 'J').shortcut?.id).toBe('runs.next');
});

test('keys are printed as on the machine', () => {
  expect(keysText('Mod+K', false)).toBe('Ctrl+K');
  expect(keysText('Mod+K', true)).toBe('⌘K');
  expect(keysText('G H', false)).toBe('G H');
});

test('an address belongs to one room', () => {
  expect(appAt(apps, '/')?.id).toBe('home');
  expect(appAt(apps, '/runs/run-1')?.id).toBe('runs');
  expect(appAt(apps, '/runsome')).toBeUndefined();
});
