import type { FileChange } from './objects';
import type { Strand } from './strand';

/** Whether the desktop can show the file: it is still there, and in the project; other places are absolute paths. */
export function canOpen(change: FileChange): boolean {
  return change.kind !== 'deleted' && !change.path.startsWith('/');
}

/** Every file the run changed, once, as it was left. */
export function changesOf(strand: Strand): FileChange[] {
  const last = new Map<string, FileChange>();
  for (const item of strand.items) {
    if (item.kind !== 'call') continue;
    for (const change of item.changes) {
      const before = last.get(change.path);
      last.delete(change.path);
      last.set(change.path, {
        ...change,
        kind: before?.kind === 'created' && change.kind === 'modified' ? 'created' : change.kind,
        added: change.added + (before?.added ?? 0),
        removed: change.removed + (before?.removed ?? 0),
      });
    }
  }
  return [...last.values()];
}
