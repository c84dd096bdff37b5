import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState, type DragEvent, type KeyboardEvent, type MouseEvent } from 'react';
import { useLocation } from 'wouter';
import type { FileEntry, Project } from '../../kernel/objects';
import { classes } from '../../kit/classes';
import { Empty } from '../../kit/Empty';
import { ErrorCard } from '../../kit/ErrorCard';
import { useText } from '../../kit/i18n/useText';
import { SkeletonRows } from '../../kit/Skeleton';
import { changeTabs } from './openFiles';
import { addressOf, nameOf, parentOf } from './paths';
import { begun, clicked, meant, NOTHING } from './selection';
import { kept } from './tabs';
import { rowsOf, type TreeRow } from './tree';
import { draw, droppable, droppedIn } from './treeDrag';
import { afterKey } from './treeKeys';
import { TreeMenu, type TreeAsk } from './TreeMenu';
import { Row } from './TreeRow';
import { TreeDialogs } from './TreeDialogs';
import { useFileWatch } from './useFileWatch';
import { useFileWork, type UploadTo } from './useFileWork';
import { useListings, useOpenFolders } from './useTreeData';

interface TreeProps {
  project: Project;
  selected: string;
  onUpload: UploadTo;
}

/** The folder as a tree; each folder is read when it is opened first, and again when something happens in it. */
export function Tree({ project, selected, onUpload }: TreeProps) {
  const { t } = useText();
  useFileWatch(project.id);
  const { open, toggle } = useOpenFolders(selected);
  const { listings, root } = useListings(project.id, open);
  const rows = rowsOf(listings, open);
  if (root?.isPending) return <SkeletonRows />;
  if (root?.error) return <ErrorCard error={root.error} onRetry={() => void root.refetch()} />;
  if (rows.length === 0) return <Empty drawing="folder" sentence={t('files.empty')} />;
  return <Rows project={project} selected={selected} rows={rows} toggle={toggle} onUpload={onUpload} />;
}

interface RowsProps extends TreeProps {
  rows: readonly TreeRow[];
  toggle: (path: string) => void;
}

function Rows({ project, selected, rows, toggle, onUpload }: RowsProps) {
  const { t } = useText();
  const [, navigate] = useLocation();
  const [choice, setChoice] = useState(NOTHING);
  const [focused, setFocused] = useState('');
  const [asking, setAsking] = useState<TreeAsk | null>(null);
  const paths = rows.map((it) => it.entry.path);
  const tabStop = paths.includes(focused) ? focused : paths.includes(selected) ? selected : (paths[0] ?? '');
  const { list, virtual, focus } = useVirtualRows(paths, selected);
  const drop = useDrop(project.id, onUpload);
  const pick = (entry: FileEntry) =>
    entry.kind === 'dir' ? toggle(entry.path) : navigate(addressOf(project.id, entry.path));
  const onClick = (event: MouseEvent, entry: FileEntry) => {
    const keys = { range: event.shiftKey, more: event.ctrlKey || event.metaKey };
    setFocused(entry.path);
    setChoice(clicked(choice, paths, entry.path, keys));
    if (!keys.range && !keys.more) pick(entry);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const entry = rows.find((it) => it.entry.path === tabStop)?.entry;
    if (!entry || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = afterKey(event.key, rows, tabStop, toggle);
    if (next !== undefined) {
      setFocused(next);
      if (event.shiftKey) setChoice(clicked(begun(choice, tabStop), paths, next, { range: true, more: false }));
      focus(next);
    } else if (event.key === 'Enter' || event.key === ' ') {
      setChoice(clicked(choice, paths, tabStop, { range: false, more: false }));
      pick(entry);
    } else if (event.key === 'F2') setAsking({ kind: 'rename', path: tabStop });
    else if (event.key === 'Delete') setAsking({ kind: 'delete', paths: meant(choice, tabStop) });
    else return;
    event.preventDefault();
  };
  const menu = (entry: FileEntry) => ({ project: project.id, entry, meant: meant(choice, entry.path) });
  return (
    <>
      <div
        ref={list}
        role="tree"
        aria-label={t('files.tree', { name: project.name })}
        aria-multiselectable
        className={classes('min-h-0 flex-1 overflow-auto py-1', drop.over === '' && 'bg-ember-wash')}
        onKeyDown={onKeyDown}
        {...drop.on('')}
      >
        <div className="relative" role="presentation" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            if (!row) return null;
            const { entry } = row;
            return (
              <TreeMenu key={entry.path} {...menu(entry)} onAsk={setAsking} onUpload={onUpload}>
                <Row
                  row={row}
                  project={project.id}
                  shown={entry.path === selected}
                  chosen={choice.paths.has(entry.path)}
                  tabbable={entry.path === tabStop}
                  over={drop.over !== '' && drop.over === entry.path}
                  top={item.start}
                  height={item.size}
                  place={item.index + 1}
                  of={rows.length}
                  onFocus={() => setFocused(entry.path)}
                  onClick={(event) => onClick(event, entry)}
                  onDoubleClick={() => entry.kind !== 'dir' && changeTabs(project.id, (it) => kept(it, entry.path))}
                  onDragStart={(event) => draw(event, meant(choice, entry.path))}
                  {...drop.on(entry.kind === 'dir' ? entry.path : parentOf(entry.path))}
                />
              </TreeMenu>
            );
          })}
        </div>
      </div>
      <TreeDialogs project={project.id} asking={asking} onClose={() => setAsking(null)} />
    </>
  );
}

const NARROW = 640;

function useVirtualRows(paths: readonly string[], selected: string) {
  const list = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- nothing of it is handed on
  const virtual = useVirtualizer({
    count: paths.length,
    getScrollElement: () => list.current,
    estimateSize: () => (window.innerWidth <= NARROW ? 44 : 28),
    getItemKey: (at) => paths[at] ?? at,
    overscan: 12,
    initialRect: { width: 300, height: 900 },
  });
  const at = paths.indexOf(selected);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only when another file is shown, not when rows come and go
  }, [selected]);
  const focus = (path: string) => {
    virtual.scrollToIndex(paths.indexOf(path), { align: 'auto' });
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`)?.focus());
  };
  return { list, virtual, focus };
}

/** Where something is held over, and what happens when it is let go: files are uploaded there, entries move there. */
function useDrop(project: string, onUpload: UploadTo) {
  const [over, setOver] = useState<string | null>(null);
  const { moveAll } = useFileWork(project);
  const on = (folder: string) => ({
    onDragOver: (event: DragEvent) => {
      if (!droppable(event, folder)) return;
      event.preventDefault();
      event.stopPropagation();
      setOver(folder);
    },
    onDragLeave: () => setOver(null),
    onDrop: (event: DragEvent) => {
      if (over === null) return;
      event.preventDefault();
      event.stopPropagation();
      setOver(null);
      const dropped = droppedIn(event);
      if ('files' in dropped) onUpload(folder, dropped.files);
      else
        moveAll.mutate(
          dropped.paths.map((from) => ({ from, to: folder ? `${folder}/${nameOf(from)}` : nameOf(from) })),
        );
    },
  });
  return { over, on };
}
