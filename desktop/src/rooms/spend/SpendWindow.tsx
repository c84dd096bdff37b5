import { Download } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useLocation, useSearch } from 'wouter';
import { Button } from '../../kit/Button';
import { Empty } from '../../kit/Empty';
import { ErrorCard } from '../../kit/ErrorCard';
import { useText } from '../../kit/i18n/useText';
import { Segments } from '../../kit/Segments';
import { Bone, SkeletonRows } from '../../kit/Skeleton';
import { useSpend } from '../../shell/queries';
import { Bills } from './Bills';
import { Budgets } from './Budgets';
import { Sums } from './Sums';
import { UsageTable } from './UsageTable';
import { useDays, useExport, useUsage } from './useUsage';
import { GROUPS, RANGES, searchOf, viewOf, type View } from './view';

const DayChart = lazy(() => import('./DayChart').then((it) => ({ default: it.DayChart })));

/** What models cost: now, by day, by whom, and how much of it is allowed. */
export default function SpendWindow() {
  const { t } = useText();
  const spend = useSpend();
  const nothing = spend.data?.month.calls === 0 && spend.data.today.calls === 0;
  return (
    <div className="h-full overflow-y-auto" tabIndex={0} role="region" aria-label={t('room.spend')}>
      <div className="mx-auto grid max-w-240 grid-cols-[minmax(0,1fr)] gap-7 px-4 py-6 sm:px-8 sm:py-8">
        <h1 className="text-xl font-semibold tracking-tight">{t('room.spend')}</h1>
        {spend.isPending && <SkeletonRows rows={3} tall />}
        {spend.error && <ErrorCard error={spend.error} onRetry={() => void spend.refetch()} />}
        {spend.data && <Sums spend={spend.data} />}
        {spend.data && <Budgets budgets={spend.data.budgets} />}
        <Usage quiet={nothing} />
        {!nothing && <Bills />}
      </div>
    </div>
  );
}

function Usage({ quiet }: { quiet: boolean }) {
  const { t } = useText();
  const [, navigate] = useLocation();
  const view = viewOf(useSearch());
  const days = useDays(view.range);
  const usage = useUsage(view);
  const exported = useExport(view);
  const show = (change: Partial<View>) => {
    const search = searchOf({ ...view, ...change });
    navigate(search ? `/spend?${search}` : '/spend', { replace: true });
  };
  if (quiet && days.data?.every((it) => it.tokens === 0 && it.cost === 0))
    return <Empty drawing="anvil" sentence={t('spend.none')} />;
  return (
    <section aria-label={t('spend.usage')} className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <header className="flex flex-wrap items-center gap-2">
        <h2 className="mr-auto font-medium">{t('spend.usage')}</h2>
        <Segments
          label={t('spend.range')}
          value={view.range}
          options={RANGES.map((value) => ({ value, label: t(`spend.range.${value}`) }))}
          onChange={(range) => show({ range })}
        />
      </header>
      <div className="h-52 rounded-panel border border-line bg-panel p-3">
        <Suspense fallback={<Bone className="h-full" />}>
          {days.error ? (
            <ErrorCard error={days.error} onRetry={() => void days.refetch()} />
          ) : days.data ? (
            <DayChart days={days.data} />
          ) : (
            <Bone className="h-full" />
          )}
        </Suspense>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <div className="mr-auto max-w-full min-w-0">
          <Segments
            label={t('spend.by')}
            value={view.by}
            options={GROUPS.map((value) => ({ value, label: t(`spend.by.${value}`) }))}
            onChange={(by) => show({ by })}
          />
        </div>
        <Button
          size="dense"
          icon={<Download />}
          disabled={exported.isPending || !usage.data}
          onClick={() => exported.mutate()}
        >
          {t('spend.export')}
        </Button>
      </div>
      <UsageTable by={view.by} usage={usage} />
    </section>
  );
}
