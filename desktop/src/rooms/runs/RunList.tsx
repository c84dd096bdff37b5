import { useEffect, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import type { Run } from '../../kernel/objects';
import { Avatar } from '../../kit/Avatar';
import { Button } from '../../kit/Button';
import { FilterChip } from '../../kit/Chip';
import { Empty } from '../../kit/Empty';
import { ErrorCard } from '../../kit/ErrorCard';
import { useText } from '../../kit/i18n/useText';
import { Segments } from '../../kit/Segments';
import { SkeletonRows } from '../../kit/Skeleton';
import { usePersonas, useProjects, useRuns } from '../../shell/queries';
import { useShortcut } from '../../shell/useShortcuts';
import { asTree, filterOf, searchOf, shownIn, TABS, viewOf, type View } from './filters';
import { Letters } from './Letters';
import { Peek } from './Peek';
import { Queue } from './Queue';
import { RunTable } from './RunTable';

/** All runs, newest first. */
export function RunList() {
  const { t } = useText();
  const search = useSearch();
  const [, navigate] = useLocation();
  const view = viewOf(search);
  const set = (change: Partial<View>) => navigate(`/runs?${searchOf({ ...view, ...change })}`, { replace: true });
  const listed = view.tab !== 'queue' && view.tab !== 'letters';
  const query = useRuns(filterOf(view));
  const runs = shownIn(view, query.runs);
  const { selected, setSelected, peeked, setPeeked } = useSelection(runs);
  return (
    <div className="flex h-full flex-col">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 pt-4 pb-3">
        <h1 className="text-xl font-semibold tracking-tight">{t('room.runs')}</h1>
        <Segments
          label={t('runs.which')}
          value={view.tab}
          options={TABS.map((it) => ({ value: it, label: t(`runs.tab.${it}`) }))}
          onChange={(tab) => set({ tab })}
        />
        <SearchField value={view.q} onChange={(q) => set({ q })} />
      </header>
      <Filters view={view} onChange={set} />
      <div className="flex min-h-0 flex-1 border-t border-line">
        <div className="min-w-0 flex-1 overflow-auto">
          {view.tab === 'queue' && <Queue />}
          {view.tab === 'letters' && <Letters />}
          {listed && query.isPending && <SkeletonRows rows={10} />}
          {listed && query.error && <ErrorCard error={query.error} onRetry={() => void query.refetch()} />}
          {listed && !query.isPending && !query.error && runs.length === 0 && (
            <Empty
              drawing="strand"
              sentence={search ? t('runs.noneFit') : t('runs.none')}
              action={
                <Button look="primary" onClick={() => navigate('/?goal')}>
                  {t('action.startRun')}
                </Button>
              }
            />
          )}
          {listed && runs.length > 0 && (
            <RunTable
              runs={view.tab === 'active' ? asTree(runs) : runs}
              sort={view.sort}
              onSort={(sort) => set({ sort })}
              selected={selected}
              onSelect={setSelected}
              onOpen={(id) => navigate(`/runs/${id}`)}
            />
          )}
          {listed && query.hasNextPage && (
            <div className="flex justify-center p-3">
              <Button disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {t('do.showMore')}
              </Button>
            </div>
          )}
        </div>
        {peeked && <Peek id={peeked} onClose={() => setPeeked(null)} />}
      </div>
    </div>
  );
}

function useSelection(runs: readonly Run[]) {
  const [, navigate] = useLocation();
  const [selected, setSelected] = useState<string | null>(null);
  const [peeking, setPeeking] = useState(false);
  const at = runs.findIndex((it) => it.id === selected);
  const move = (by: number) => {
    const next = runs[Math.min(Math.max(at + by, 0), runs.length - 1)];
    if (!next) return;
    setSelected(next.id);
    document.getElementById(`row-${next.id}`)?.scrollIntoView({ block: 'nearest' });
  };
  useShortcut('runs.next', () => move(1));
  useShortcut('runs.previous', () => move(-1));
  useShortcut('runs.open', () => selected && navigate(`/runs/${selected}`), at >= 0);
  useShortcut('runs.peek', () => setPeeking(!peeking), at >= 0);
  useShortcut('runs.back', () => setPeeking(false), peeking);
  return {
    selected,
    setSelected,
    peeked: peeking && at >= 0 ? selected : null,
    setPeeked: (id: string | null) => setPeeking(id !== null),
  };
}

const TYPING_MS = 250;

function SearchField({ value, onChange }: { value: string; onChange: (q: string) => void }) {
  const { t } = useText();
  const [typed, setTyped] = useState(value);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => onChange(typed), TYPING_MS);
    return () => clearTimeout(timer);
  });
  return (
    <input
      type="search"
      aria-label={t('runs.search')}
      placeholder={t('runs.search')}
      className="field ml-auto max-w-60 max-sm:max-w-none"
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}

function Filters({ view, onChange }: { view: View; onChange: (change: Partial<View>) => void }) {
  const { t } = useText();
  const projects = useProjects().data ?? [];
  const personas = usePersonas().data ?? [];
  return (
    <div role="group" aria-label={t('runs.filters')} className="flex shrink-0 gap-1.5 overflow-x-auto px-4 pb-3">
      {personas.map((it) => (
        <FilterChip
          key={it.id}
          on={view.persona === it.id}
          icon={<Avatar persona={it} />}
          onToggle={() => onChange({ persona: view.persona === it.id ? '' : it.id })}
        >
          {it.name}
        </FilterChip>
      ))}
      {projects.length > 1 &&
        projects.map((it) => (
          <FilterChip
            key={it.id}
            on={view.project === it.id}
            onToggle={() => onChange({ project: view.project === it.id ? '' : it.id })}
          >
            {it.name}
          </FilterChip>
        ))}
    </div>
  );
}
