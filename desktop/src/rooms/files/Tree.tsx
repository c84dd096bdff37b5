import { useQueries } from '@tanstack/react-query';
import { ChevronRight, File, FileCode, FileImage, FileText, Folder, FolderOpen, Link2 } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useLocation } from 'wouter';
import type { FileEntry, Project } from '../../kernel/objects';
import { classes } from '../../kit/classes';
import { Empty } from '../../kit/Empty';
import { ErrorCard } from '../../kit/ErrorCard';
import { useText } from '../../kit/i18n/useText';
import { SkeletonRows } from '../../kit/Skeleton';
import { useKernel } from '../../shell/kernelDoor';
import { useFileDrafts } from './drafts';
import { addressOf, ancestorsOf, parentOf, previewOf } from './paths';
import { rowsOf, type Listings, type TreeRow } from './tree';
import { useFileWatch } from './useFileWatch';

/** The folder as a tree; each folder is read when it is opened first, and again when something happens in it. */
export function Tree({ project, selected }: { project: Project; selected: string }) {
  const { t } = useText();
  const [, navigate] = useLocation();
  useFileWatch(project.id);
  const { open, toggle } = useOpenFolders(selected);
  const { listings, root } = useListings(project.id, open);
  const rows = rowsOf(listings, open);
  const list = useRef<HTMLDivElement>(null);
  const pick = (entry: FileEntry) =>
    entry.kind === 'dir' ? toggle(entry.path) : navigate(addressOf(project.id, entry.path));
  const [focused, setFocused] = useState('');
  const tabStop = rows.some((it) => it.entry.path === focused)
    ? focused
    : (rows.find((it) => it.entry.path === selected) ?? rows[0])?.entry.path;
  const onKeyDown = (event: KeyboardEvent) => {
    const next = afterKey(event.key, rows, tabStop ?? '', toggle);
    if (next === undefined) return;
    event.preventDefault();
    setFocused(next);
    list.current?.querySelector<HTMLElement>(`[data-path="${CSS.escape(next)}"]`)?.focus();
  };
  if (root?.isPending) return <SkeletonRows />;
  if (root?.error) return <ErrorCard error={root.error} onRetry={() => void root.refetch()} />;
  if (rows.length === 0) return <Empty drawing="folder" sentence={t('files.empty')} />;
  return (
    <div
      ref={list}
      role="tree"
      aria-label={t('files.tree', { name: project.name })}
      className="min-h-0 flex-1 overflow-auto py-1"
      onKeyDown={onKeyDown}
    >
      {rows.map((row) => (
        <Row
          key={row.entry.path}
          row={row}
          project={project.id}
          selected={row.entry.path === selected}
          tabbable={row.entry.path === tabStop}
          onPick={() => {
            setFocused(row.entry.path);
            pick(row.entry);
          }}
        />
      ))}
    </div>
  );
}

function useOpenFolders(selected: string) {
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(ancestorsOf(selected)));
  const [shown, setShown] = useState(selected);
  if (shown !== selected) {
    setShown(selected);
    setOpen(new Set([...open, ...ancestorsOf(selected)]));
  }
  const toggle = (path: string) => {
    const next = new Set(open);
    if (!next.delete(path)) next.add(path);
    setOpen(next);
  };
  return { open, toggle };
}

function useListings(project: string, open: ReadonlySet<string>) {
  const { api } = useKernel();
  const folders = useMemo(() => ['', ...open], [open]);
  const queries = useQueries({
    queries: folders.map((folder) => ({
      queryKey: ['files', project, folder],
      queryFn: async () => (await api.files(project, folder)).entries,
    })),
  });
  const listings: Listings = Object.fromEntries(folders.map((folder, place) => [folder, queries[place]?.data]));
  return { listings, root: queries[0] };
}

/** Where the arrow keys lead, as trees of files everywhere do. */
function afterKey(
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

interface RowProps {
  row: TreeRow;
  project: string;
  selected: boolean;
  tabbable: boolean;
  onPick: () => void;
}

function Row({ row, project, selected, tabbable, onPick }: RowProps) {
  const { t } = useText();
  const { entry, depth, open } = row;
  const unsaved = useFileDrafts((it) => `${project} ${entry.path}` in it.drafts);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (selected) box.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  return (
    <div
      ref={box}
      role="treeitem"
      aria-level={depth + 1}
      aria-selected={selected}
      {...(entry.kind === 'dir' ? { 'aria-expanded': open } : {})}
      tabIndex={tabbable ? 0 : -1}
      data-path={entry.path}
      style={{ paddingLeft: 8 + depth * 14 }}
      onClick={onPick}
      onKeyDown={(event) => (event.key === 'Enter' || event.key === ' ') && (event.preventDefault(), onPick())}
      className={classes(
        'flex h-7 cursor-pointer items-center gap-1.5 pr-2 focus-visible:-outline-offset-2 max-sm:h-11',
        selected ? 'bg-hover' : 'hover:bg-raised',
      )}
    >
      <ChevronRight
        aria-hidden
        className={classes(
          'size-3.5 shrink-0 text-ink-3 transition-transform',
          entry.kind !== 'dir' && 'invisible',
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

function EntryIcon({ entry, open }: { entry: FileEntry; open: boolean }) {
  const props = { className: 'size-4 shrink-0 text-ink-3', strokeWidth: 1.5, 'aria-hidden': true } as const;
  if (entry.kind === 'dir') return open ? <FolderOpen {...props} /> : <Folder {...props} />;
  if (entry.kind === 'link') return <Link2 {...props} />;
  const kind = previewOf(entry.path);
  if (kind === 'picture') return <FileImage {...props} />;
  if (kind === 'markdown' || /\.(txt|csv|pdf)$/i.test(entry.name)) return <FileText {...props} />;
  return /\.\w+$/.test(entry.name) ? <FileCode {...props} /> : <File {...props} />;
}
