import { ChevronRight, File, FileCode, FileImage, FileText, Folder, FolderOpen, Link2 } from 'lucide-react';
import type { HTMLAttributes, Ref } from 'react';
import type { FileEntry } from '../../kernel/objects';
import { classes } from '../../kit/classes';
import { useText } from '../../kit/i18n/useText';
import { useIsUnsaved } from './drafts';
import { previewOf } from './paths';
import type { TreeRow } from './tree';

export interface RowProps extends HTMLAttributes<HTMLDivElement> {
  ref?: Ref<HTMLDivElement>;
  row: TreeRow;
  project: string;
  /** Whether it is what stands in the pane. */
  shown: boolean;
  chosen: boolean;
  tabbable: boolean;
  /** Whether something is held over it that can be dropped there. */
  over: boolean;
  top: number;
  height: number;
  place: number;
  of: number;
}

/** One file or folder of the tree. */
export function Row({ row, project, shown, chosen, tabbable, over, top, height, place, of, style, ...rest }: RowProps) {
  const { t } = useText();
  const { entry, depth, open } = row;
  const unsaved = useIsUnsaved(project, entry.path);
  const folder = entry.kind === 'dir';
  return (
    <div
      role="treeitem"
      aria-level={depth + 1}
      aria-selected={chosen || shown}
      aria-posinset={place}
      aria-setsize={of}
      {...(folder ? { 'aria-expanded': open } : {})}
      tabIndex={tabbable ? 0 : -1}
      data-path={entry.path}
      draggable
      style={{ ...style, paddingLeft: 8 + depth * 14, top, height }}
      className={classes(
        'absolute inset-x-0 flex cursor-pointer items-center gap-1.5 pr-2 select-none focus-visible:-outline-offset-2',
        over || chosen ? 'bg-ember-wash' : shown ? 'bg-hover' : 'hover:bg-raised',
        entry.name.startsWith('.') && 'text-ink-3',
      )}
      {...rest}
    >
      <ChevronRight
        aria-hidden
        className={classes(
          'size-3.5 shrink-0 text-ink-3 transition-transform',
          !folder && 'invisible',
          open && 'rotate-90',
        )}
      />
      <EntryIcon entry={entry} open={open} />
      <span className="truncate">{entry.name}</span>
      {unsaved && (
        <span role="img" aria-label={t('files.unsaved')} className="ml-auto size-1.5 shrink-0 rounded-full bg-ember" />
      )}
    </div>
  );
}

export function EntryIcon({ entry, open = false }: { entry: Pick<FileEntry, 'kind' | 'path'>; open?: boolean }) {
  const props = { className: 'size-4 shrink-0 text-ink-3', strokeWidth: 1.5, 'aria-hidden': true } as const;
  if (entry.kind === 'dir') return open ? <FolderOpen {...props} /> : <Folder {...props} />;
  if (entry.kind === 'link') return <Link2 {...props} />;
  const kind = previewOf(entry.path);
  if (kind === 'picture') return <FileImage {...props} />;
  if (kind === 'markdown' || /\.(txt|csv|pdf)$/i.test(entry.path)) return <FileText {...props} />;
  return /\.\w+$/.test(entry.path) ? <FileCode {...props} /> : <File {...props} />;
}
