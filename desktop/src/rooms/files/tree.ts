import type { FileEntry } from '../../kernel/objects';

export type Listings = Readonly<Record<string, readonly FileEntry[] | undefined>>;

/** One visible row of the tree. */
export interface TreeRow {
  entry: FileEntry;
  depth: number;
  open: boolean;
  /** An open folder whose content has not come yet. */
  loading: boolean;
}

const byKindAndName = (a: FileEntry, b: FileEntry) =>
  Number(b.kind === 'dir') - Number(a.kind === 'dir') ||
  a.name.localeCompare(b.name, undefined, { numeric: true, sensitivity: 'base' });

/** The rows that are in sight: the root's entries, and beneath each open folder its own. */
export function rowsOf(listings: Listings, open: ReadonlySet<string>, folder = '', depth = 0): TreeRow[] {
  const entries = listings[folder];
  if (!entries) return [];
  return [...entries].sort(byKindAndName).flatMap((entry) => {
    const isOpen = entry.kind === 'dir' && open.has(entry.path);
    const row = { entry, depth, open: isOpen, loading: isOpen && listings[entry.path] === undefined };
    return isOpen ? [row, ...rowsOf(listings, open, entry.path, depth + 1)] : [row];
  });
}
