import type { Terminal } from '../../kernel/terminals';
import type { TextKey, TextValues } from '../../kit/i18n/text';

type Say = (key: TextKey, values?: TextValues) => string;

/** Oldest first, as tabs stand. */
export function inOrder(terminals: readonly Terminal[]): Terminal[] {
  return [...terminals].sort((one, other) => (one.created_at < other.created_at ? -1 : 1));
}

/** What a tab is called: its title, else its place among the tabs. */
export function nameOf(terminal: Terminal, all: readonly Terminal[], t: Say): string {
  return terminal.title || t('terminal.nameless', { number: all.findIndex((it) => it.id === terminal.id) + 1 });
}

/** The terminal that an address names. */
export function idAt(pathname: string): string {
  return decodeURIComponent(pathname.split('/')[2] ?? '');
}

/** Which one to show after this one has gone: the next, else the one before. */
export function neighbour(all: readonly Terminal[], id: string): Terminal | undefined {
  const place = all.findIndex((it) => it.id === id);
  return all[place + 1] ?? all[place - 1];
}

/** Why the shell is gone. */
export function endingOf(how: { exit_code?: number | null; reason?: string | null }, t: Say): string {
  const reason = how.reason ?? 'exited';
  if (reason === 'idle') return t('terminal.endedIdle');
  if (['exited', 'closed', 'stopped'].includes(reason)) return t('terminal.ended', { code: how.exit_code ?? 0 });
  return t('terminal.endedLimit', { reason });
}

/** What a key means while Ctrl is held on a keyboard that has none. */
export function withCtrl(text: string): string {
  return /^[a-zA-Z@[\\\]^_]$/.test(text) ? String.fromCharCode(text.toUpperCase().charCodeAt(0) & 0x1f) : text;
}
