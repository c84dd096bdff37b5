import { useLocation, useSearch } from 'wouter';
import { Button } from '../../kit/Button';
import { classes } from '../../kit/classes';
import { Empty } from '../../kit/Empty';
import { ErrorCard } from '../../kit/ErrorCard';
import { useText } from '../../kit/i18n/useText';
import { Segments } from '../../kit/Segments';
import { SkeletonRows } from '../../kit/Skeleton';
import { useRuns } from '../../shell/queries';
import { useShortcut } from '../../shell/useShortcuts';
import { asTree, filterOf, isListed, searchOf, shownIn, TABS, toggled, viewOf, type View } from './filters';
import { Letters } from './Letters';
import { ChosenBar } from './past/ChosenBar';
import { ImportArea, ImportButton } from './past/ImportArea';
import { useImport } from './past/useImport';
import { Tests } from './past/Tests';
import { Peek } from './Peek';
import { Processes } from './processes/Processes';
import { Queue } from './Queue';
import { RunFilters, SearchField } from './RunFilters';
import { RunTable } from './RunTable';
import { useSelection } from './useSelection';

/** All runs, newest first. */
export function RunList() {
  const { t } = useText();
  const search = useSearch();
  const [, navigate] = useLocation();
  const view = viewOf(search);
  const set = (change: Partial<View>) => navigate(`/runs?${searchOf({ ...view, ...change })}`, { replace: true });
  const listed = isListed(view.tab);
  const taken = useImport(view.project || undefined);
  const query = useRuns(filterOf(view));
  const runs = shownIn(view, query.runs);
  const { selected, setSelected, peeked, setPeeked } = useSelection(runs);
  const choose = (id: string) => set({ compare: toggled(view.compare, id) });
  useShortcut('runs.choose', () => selected && choose(selected), selected !== null);
  return (
    <ImportArea taken={taken}>
      <header className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 pt-4 pb-3">
        <h1 className="text-xl font-semibold tracking-tight">{t('room.runs')}</h1>
        <Segments
          label={t('runs.which')}
          value={view.tab}
          options={TABS.map((it) => ({ value: it, label: t(`runs.tab.${it}`) }))}
          onChange={(tab) => set({ tab })}
        />
        <span className={classes('ml-auto flex items-center gap-2', listed && 'max-sm:w-full')}>
          {listed && <SearchField value={view.q} onChange={(q) => set({ q })} />}
          <ImportButton taken={taken} />
        </span>
      </header>
      {listed && <RunFilters view={view} onChange={set} />}
      <div className="flex min-h-0 flex-1 border-t border-line">
        <div className="min-w-0 flex-1 overflow-auto">
          {view.tab === 'queue' && <Queue />}
          {view.tab === 'letters' && <Letters />}
          {view.tab === 'processes' && <Processes />}
          {view.tab === 'tests' && <Tests />}
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
              chosen={view.compare}
              onChoose={choose}
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
      {listed && <ChosenBar chosen={view.compare} onClear={() => set({ compare: [] })} />}
    </ImportArea>
  );
}
