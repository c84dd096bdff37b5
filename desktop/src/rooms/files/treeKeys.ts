import { parentOf } from './paths';
import type { TreeRow } from './tree';

/** Where the arrow keys lead, as trees of files everywhere do; undefined for a key that leads nowhere. */
export function afterKey(
  key: string,
  rows: readonly TreeRow[],
  at: string,
  toggle: (path: string) => void,
): string | undefined {
  const place = rows.findIndex((it) => it.entry.path === at);
  const row = rows[place];
  if (!row) return undefined;
  const folder = row.entry.kind === 'dir';
  switch (key) {
    case 'ArrowDown':
      return rows[place + 1]?.entry.path ?? at;
    case 'ArrowUp':
      return rows[place - 1]?.entry.path ?? at;
    case 'Home':
      return rows[0]?.entry.path;
    case 'End':
      return rows.at(-1)?.entry.path;
    case 'PageDown':
      return rows[Math.min(rows.length - 1, place + PAGE)]?.entry.path;
    case 'PageUp':
      return rows[Math.max(0, place - PAGE)]?.entry.path;
    case 'ArrowRight':
      if (folder && !row.open) toggle(at);
      else if (folder) return rows[place + 1]?.entry.path ?? at;
      return at;
    case 'ArrowLeft':
      if (!row.open) return parentOf(at) || at;
      toggle(at);
      return at;
    default:
      return undefined;
  }
}

const PAGE = 12;
