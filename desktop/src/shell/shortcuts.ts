import type { TextKey } from '../kit/i18n/text';

/** Keys that do something, everywhere or in one room. `Mod` is Ctrl, on a Mac ⌘; a space separates keys pressed in turn. */
export interface Shortcut {
  id: string;
  keys: string;
  label: TextKey;
  room?: string;
}

interface Pressed {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/** A pressed key in the words of a shortcut: `Mod+K`, `Shift+Enter`, `J`. */
export function chordOf(event: Pressed): string {
  const key = event.key === ' ' ? 'Space' : event.key.length === 1 ? event.key.toUpperCase() : event.key;
  const parts = [];
  if (event.ctrlKey || event.metaKey) parts.push('Mod');
  if (event.altKey) parts.push('Alt');
  // A sign that needs Shift on some keyboards is the same sign on all.
  if (event.shiftKey && (event.key.length > 1 || /[a-z]/i.test(event.key))) parts.push('Shift');
  return [...parts, key].join('+');
}

export interface Match {
  shortcut: Shortcut | undefined;
  /** What has been pressed towards a sequence and still may become one. */
  pending: string;
}

/** The shortcut that the next chord completes in the given room. */
export function nextMatch(all: readonly Shortcut[], room: string, pending: string, chord: string): Match {
  const here = all.filter((it) => it.room === undefined || it.room === room);
  for (const typed of pending ? [`${pending} ${chord}`, chord] : [chord]) {
    const shortcut = here.find((it) => it.keys === typed && it.room === room) ?? here.find((it) => it.keys === typed);
    if (shortcut) return { shortcut, pending: '' };
    if (here.some((it) => it.keys.startsWith(`${typed} `))) return { shortcut: undefined, pending: typed };
  }
  return { shortcut: undefined, pending: '' };
}

export interface Conflict {
  keys: string;
  ids: [string, string];
}

/** Pairs that the same keys would mean in the same place, and sequences that a shorter one cuts off. */
export function conflictsOf(all: readonly Shortcut[]): Conflict[] {
  const conflicts: Conflict[] = [];
  all.forEach((one, place) => {
    for (const other of all.slice(place + 1)) {
      const meet = one.room === undefined || other.room === undefined || one.room === other.room;
      const cut = one.keys.startsWith(`${other.keys} `) || other.keys.startsWith(`${one.keys} `);
      if (meet && (one.keys === other.keys || cut)) conflicts.push({ keys: one.keys, ids: [one.id, other.id] });
    }
  });
  return conflicts;
}

const SIGNS: Readonly<Record<string, string>> = { ArrowUp: '↑', ArrowDown: '↓', Enter: '↵', Escape: 'Esc' };

/** The keys as they are printed on this machine's keyboard. */
export function keysText(keys: string, mac: boolean): string {
  return keys
    .split(' ')
    .map((chord) =>
      chord
        .split('+')
        .map((it) => (it === 'Mod' ? (mac ? '⌘' : 'Ctrl') : it === 'Alt' && mac ? '⌥' : (SIGNS[it] ?? it)))
        .join(mac ? '' : '+'),
    )
    .join(' ');
}

export const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent);
