import { X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { classes } from '../../kit/classes';
import { ConfirmDialog } from '../../kit/Dialog';
import { useText } from '../../kit/i18n/useText';
import { useShortcut } from '../../shell/useShortcuts';
import { dropDraft, useFileDrafts, useIsUnsaved } from './drafts';
import { forgetModel } from './editor/opened';
import { changeTabs, useTabs } from './openFiles';
import { addressOf, nameOf } from './paths';
import { besides, closed, kept, looked, onwards, placed, placeOf, type Tab } from './tabs';

interface TabStripProps {
  project: string;
  path: string;
}

/** The files that are open. The one in italics gives its place to the next that is looked at, unless it is changed. */
export function TabStrip({ project, path }: TabStripProps) {
  const { t } = useText();
  const [, navigate] = useLocation();
  const tabs = useTabs(project);
  const [losing, setLosing] = useState('');
  const unsaved = useIsUnsaved(project, path);
  useEffect(() => {
    changeTabs(project, (it) => (unsaved ? kept(it, path) : looked(it, path)));
  }, [project, path, unsaved]);
  const close = (it: string) => {
    const next = it === path ? besides(tabs, it) : path;
    forgetModel(project, it);
    changeTabs(project, (all) => closed(all, it));
    navigate(addressOf(project, next));
  };
  const ask = (it: string) => (`${project} ${it}` in useFileDrafts.getState().drafts ? setLosing(it) : close(it));
  useShortcut('files.close', () => ask(path));
  useShortcut('files.nextTab', () => navigate(addressOf(project, onwards(tabs, path, 1))));
  useShortcut('files.previousTab', () => navigate(addressOf(project, onwards(tabs, path, -1))));
  return (
    <nav aria-label={t('files.open')} className="shrink-0 border-b border-line bg-panel max-md:hidden">
      <ul className="flex h-9 overflow-x-auto [scrollbar-width:none]">
        {tabs.map((it) => (
          <OpenTab
            key={it.path}
            tab={it}
            project={project}
            place={placeOf(tabs, it.path)}
            current={it.path === path}
            onClose={() => ask(it.path)}
          />
        ))}
      </ul>
      {losing && (
        <ConfirmDialog
          title={t('files.closeUnsaved')}
          description={t('files.closeUnsavedWhy', { name: nameOf(losing) })}
          verb={t('files.closeAnyway')}
          onConfirm={() => {
            dropDraft(project, losing);
            close(losing);
          }}
          onClose={() => setLosing('')}
        />
      )}
    </nav>
  );
}

interface OpenTabProps {
  tab: Tab;
  project: string;
  place: string;
  current: boolean;
  onClose: () => void;
}

function OpenTab({ tab, project, place, current, onClose }: OpenTabProps) {
  const { t } = useText();
  const [, navigate] = useLocation();
  const unsaved = useIsUnsaved(project, tab.path);
  const box = useRef<HTMLLIElement>(null);
  const name = nameOf(tab.path);
  useEffect(() => {
    if (current) box.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [current]);
  return (
    <li
      ref={box}
      draggable
      onDragStart={(event) => event.dataTransfer.setData(TAB, tab.path)}
      onDragOver={(event) => event.dataTransfer.types.includes(TAB) && event.preventDefault()}
      onDrop={(event) => {
        const from = event.dataTransfer.getData(TAB);
        if (!from) return;
        event.preventDefault();
        event.stopPropagation();
        changeTabs(project, (it) => placed(it, from, tab.path));
      }}
      onAuxClick={(event) => event.button === 1 && onClose()}
      className={classes(
        'group relative flex shrink-0 items-center border-r border-line pr-1 pl-3',
        current ? 'bg-desk' : 'text-ink-2 hover:bg-raised',
      )}
    >
      {current && <span aria-hidden className="absolute inset-x-0 top-0 h-px bg-ember" />}
      <button
        type="button"
        aria-current={current ? 'page' : undefined}
        title={tab.path}
        onClick={() => navigate(addressOf(project, tab.path))}
        onDoubleClick={() => changeTabs(project, (it) => kept(it, tab.path))}
        className={classes('flex h-full max-w-48 items-baseline gap-1.5 self-center', tab.glance && 'italic')}
      >
        <span className="truncate self-center">{name}</span>
        {place && <span className="truncate self-center text-xs text-ink-3">{place}</span>}
      </button>
      <button
        type="button"
        aria-label={t('files.closeTab', { name })}
        title={t('files.closeTab', { name })}
        onClick={onClose}
        className="group/close ml-1 inline-flex size-6 items-center justify-center rounded-control text-ink-3 hover:bg-hover hover:text-ink"
      >
        {unsaved && <span aria-hidden className="size-2 rounded-full bg-ember group-hover/close:hidden" />}
        <X
          aria-hidden
          className={classes(
            'size-3.5',
            unsaved ? 'hidden group-hover/close:block' : !current && 'opacity-0 group-hover:opacity-100',
            'group-focus-visible/close:opacity-100',
          )}
        />
      </button>
    </li>
  );
}

const TAB = 'application/x-aule-tab';
