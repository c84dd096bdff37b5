import { ArrowDown, ArrowUp, File, FileMinus2, FilePen, FilePlus2, FileSymlink, KeyRound } from 'lucide-react';
import { useRef, useState, type KeyboardEvent } from 'react';
import type { ChangeKind, PathChange } from '../../kernel/undo';
import { IconButton } from '../Button';
import { classes } from '../classes';
import { Bytes } from '../Facts';
import { useText } from '../i18n/useText';
import { Segments } from '../Segments';
import { DiffText, type DiffLook } from './DiffText';
import { countsOf, type Hunk } from './patch';

export interface DiffViewProps {
  changes: PathChange[];
  /** How many there are in all. */
  total: number;
  onMore?: (() => void) | undefined;
  onOpen?: ((path: string) => void) | undefined;
  onRevert?: ((change: PathChange, hunk: Hunk) => void) | undefined;
}

const ICONS: Record<ChangeKind, typeof File> = {
  added: FilePlus2,
  deleted: FileMinus2,
  modified: FilePen,
  renamed: FileSymlink,
  mode: KeyRound,
};

const TONES: Record<ChangeKind, string> = {
  added: 'text-ok',
  deleted: 'text-bad',
  modified: 'text-info',
  renamed: 'text-info',
  mode: 'text-ink-3',
};

/** The files that changed at the left, their diffs at the right; N and P lead from change to change. */
export function DiffView({ changes, total, onMore, onOpen, onRevert }: DiffViewProps) {
  const { t } = useText();
  const [look, setLook] = useState<DiffLook>(() => (window.innerWidth < 900 ? 'inline' : 'side'));
  const [chosen, setChosen] = useState<string | null>(null);
  const body = useRef<HTMLDivElement>(null);
  const current = changes.find((it) => it.path === chosen) ?? changes[0];
  const choose = (path: string) => {
    setChosen(path);
    body.current?.querySelector(`[data-path="${CSS.escape(path)}"]`)?.scrollIntoView({ block: 'start' });
  };
  const step = (by: 1 | -1) => {
    const stops = [...(body.current?.querySelectorAll<HTMLElement>('[data-hunk], [data-plain]') ?? [])];
    const at = stops.indexOf(document.activeElement as HTMLElement);
    const next = stops[at < 0 ? (by > 0 ? 0 : stops.length - 1) : (at + by + stops.length) % stops.length];
    next?.focus();
    next?.scrollIntoView({ block: 'center' });
    const path = next?.closest<HTMLElement>('[data-path]')?.dataset['path'];
    if (path) setChosen(path);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || (event.target as HTMLElement).closest('input, textarea'))
      return;
    const by = { n: 1, p: -1 }[event.key] as 1 | -1 | undefined;
    if (by === undefined) return;
    event.preventDefault();
    step(by);
  };
  return (
    <div className="flex min-h-0 flex-1 max-sm:flex-col" onKeyDown={onKeyDown}>
      <nav
        aria-label={t('diff.files')}
        className="w-70 shrink-0 overflow-y-auto border-r border-line py-2 max-sm:max-h-40 max-sm:w-full max-sm:border-r-0 max-sm:border-b"
      >
        <ul>
          {changes.map((it) => (
            <li key={it.path}>
              <FileRow change={it} chosen={it === current} onChoose={() => choose(it.path)} />
            </li>
          ))}
        </ul>
        {onMore && (
          <button type="button" className="px-4 py-2 text-sm text-ink-2 underline hover:text-ink" onClick={onMore}>
            {t('diff.more', { count: total - changes.length })}
          </button>
        )}
      </nav>
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        <div className="flex items-center gap-2 border-b border-line px-3 py-1.5">
          <span className="flex-1 text-sm text-ink-2">{t('diff.total', { count: total })}</span>
          <IconButton size="dense" label={t('diff.previous')} onClick={() => step(-1)}>
            <ArrowUp />
          </IconButton>
          <IconButton size="dense" label={t('diff.next')} onClick={() => step(1)}>
            <ArrowDown />
          </IconButton>
          <Segments
            label={t('diff.look')}
            value={look}
            onChange={setLook}
            options={[
              { value: 'side', label: t('diff.side') },
              { value: 'inline', label: t('diff.inline') },
            ]}
          />
        </div>
        <div
          ref={body}
          tabIndex={0}
          role="region"
          aria-label={t('diff.changes')}
          className="min-h-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2"
        >
          {changes.map((it) => (
            <FileDiff
              key={it.path}
              change={it}
              look={look}
              onOpen={onOpen}
              onRevert={
                onRevert && it.after?.kind === 'file' && it.before?.kind === 'file'
                  ? (hunk) => onRevert(it, hunk)
                  : undefined
              }
            />
          ))}
        </div>
      </div>
    </div>
  );
}

function FileRow({ change, chosen, onChoose }: { change: PathChange; chosen: boolean; onChoose: () => void }) {
  const { t } = useText();
  const Icon = ICONS[change.kind];
  return (
    <button
      type="button"
      aria-current={chosen || undefined}
      onClick={onChoose}
      title={change.from ? `${change.from} → ${change.path}` : change.path}
      className={classes(
        'flex h-7 w-full items-center gap-2 px-3 text-left font-mono text-sm hover:bg-hover focus-visible:-outline-offset-2',
        chosen && 'bg-hover',
      )}
    >
      <Icon className={classes('size-3.5 shrink-0', TONES[change.kind])} aria-label={t(`diff.${change.kind}`)} />
      <span className="min-w-0 flex-1 truncate">{change.path}</span>
      <Counts patch={change.patch} />
    </button>
  );
}

export function Counts({ patch }: { patch: string | undefined }) {
  const { added, removed } = countsOf(patch);
  return (
    <span className="shrink-0 font-mono text-xs">
      {added > 0 && <span className="text-ok">+{added}</span>}
      {added > 0 && removed > 0 && ' '}
      {removed > 0 && <span className="text-bad">−{removed}</span>}
    </span>
  );
}

interface FileDiffProps {
  change: PathChange;
  look: DiffLook;
  onOpen: ((path: string) => void) | undefined;
  onRevert: ((hunk: Hunk) => void) | undefined;
}

function FileDiff({ change, look, onOpen, onRevert }: FileDiffProps) {
  const { t } = useText();
  const Icon = ICONS[change.kind];
  const opens = onOpen && change.after?.kind === 'file';
  return (
    <section data-path={change.path} aria-label={change.path} className="border-b border-line">
      <h2 className="sticky top-0 z-10 flex items-center gap-2 border-b border-line bg-panel px-3 py-1.5 text-sm">
        <Icon className={classes('size-4 shrink-0', TONES[change.kind])} aria-label={t(`diff.${change.kind}`)} />
        <button
          type="button"
          disabled={!opens}
          onClick={() => onOpen?.(change.path)}
          className="min-w-0 truncate font-mono font-medium underline-offset-2 enabled:hover:underline"
        >
          {change.from ? `${change.from} → ${change.path}` : change.path}
        </button>
        <Counts patch={change.patch} />
      </h2>
      {change.patch ? (
        <DiffText
          patch={change.patch}
          cut={change.patch_cut}
          look={look}
          label={t('diff.of', { path: change.path })}
          onRevert={onRevert}
        />
      ) : (
        <Plain change={change} />
      )}
    </section>
  );
}

/** What happened to something that has no lines. */
function Plain({ change }: { change: PathChange }) {
  const { t } = useText();
  const { before, after } = change;
  const file = before?.kind === 'file' || after?.kind === 'file';
  return (
    <p data-plain tabIndex={-1} className="flex flex-wrap gap-x-2 px-3 py-2 text-sm text-ink-2">
      <span>{t(`diff.${change.kind}`)}</span>
      {change.kind === 'mode' && (
        <span className="font-mono">
          {before?.mode} → {after?.mode}
        </span>
      )}
      {(change.kind === 'modified' || change.kind === 'added') && file && (
        <span>
          {t('diff.binary')} <Bytes bytes={before?.size ?? 0} /> → <Bytes bytes={after?.size ?? 0} />
        </span>
      )}
      {(before ?? after)?.kind === 'dir' && <span>{t('diff.folder')}</span>}
      {(before ?? after)?.kind === 'link' && <span>{t('diff.link')}</span>}
    </p>
  );
}
