import { useMemo } from 'react';
import { Link } from 'wouter';
import { hasEnded, type Run } from '../../kernel/objects';
import { ErrorCard } from '../../kit/ErrorCard';
import { useNow } from '../../kit/Facts';
import { useText } from '../../kit/i18n/useText';
import { SkeletonRows } from '../../kit/Skeleton';
import { useBudgetWaits, useConfirmations, useRuns } from '../../shell/queries';
import { BudgetWaitLink } from './BudgetWaitLink';
import { GoalInput } from './GoalInput';
import { dayPartAt } from './greeting';
import { LastRuns } from './LastRuns';
import { RecentArtifacts } from './RecentArtifacts';
import { RunningCard } from './RunningCard';
import { Spend } from './Spend';
import { WaitingCard } from './WaitingCard';

const RECENT = { limit: 100 };

/** What waits, what runs, what came of it, and one place to start anything. */
export default function HomeWindow() {
  const { t } = useText();
  const { runs, isPending, error, refetch } = useRuns(RECENT);
  const { pending } = useConfirmations();
  const held = useBudgetWaits();
  const waiting = pending.length + held.length;
  const active = useMemo(() => runs.filter((it) => !hasEnded(it.status)), [runs]);
  const running = active.filter((it) => it.status !== 'waiting');
  return (
    <div className="h-full overflow-y-auto" tabIndex={-1}>
      <div className="mx-auto grid max-w-220 grid-cols-[minmax(0,1fr)] gap-7 px-4 py-6 sm:px-8 sm:py-10">
        <div>
          <Greeting running={running.length} waiting={waiting} />
          <GoalInput />
        </div>
        {error && <ErrorCard error={error} onRetry={() => void refetch()} />}
        {isPending && <SkeletonRows rows={5} tall />}
        {waiting > 0 && (
          <Section title={t('home.waiting')} more="/approvals">
            <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
              {pending.slice(0, 3).map((it) => (
                <WaitingCard key={it.id} confirmation={it} />
              ))}
              {held.slice(0, 3).map((it) => (
                <BudgetWaitLink key={it.id} run={it} />
              ))}
            </div>
          </Section>
        )}
        {running.length > 0 && (
          <Section title={t('home.running')} more="/runs?tab=active">
            <div className="grid grid-cols-[minmax(0,1fr)] gap-2 md:grid-cols-2">
              {running.slice(0, 4).map((it) => (
                <RunningCard key={it.id} run={it} />
              ))}
            </div>
          </Section>
        )}
        <RecentArtifacts />
        {runs.length > 0 && <Ended runs={runs} />}
      </div>
    </div>
  );
}

function Ended({ runs }: { runs: readonly Run[] }) {
  const { t } = useText();
  const ended = runs.filter((it) => hasEnded(it.status)).slice(0, 5);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-7 md:grid-cols-[minmax(0,1fr)_280px]">
      <Section title={t('home.last')} more="/runs">
        <LastRuns runs={ended} />
      </Section>
      <Section title={t('home.spend')} more="/spend">
        <Spend runs={runs} />
      </Section>
    </div>
  );
}

function Greeting({ running, waiting }: { running: number; waiting: number }) {
  const { t, n } = useText();
  const now = useNow(60_000);
  const part = dayPartAt(new Date(now).getHours());
  return (
    <h1 className="text-xl font-semibold tracking-tight text-balance">
      {t(`home.good.${part}`)}{' '}
      <span className="font-normal text-ink-2">
        {running > 0 ? n('home.thingsRun', running) : t('home.nothingRuns')}
        {waiting > 0 && <span className="text-wait"> {n('home.thingsWait', waiting)}</span>}
      </span>
    </h1>
  );
}

interface SectionProps {
  title: string;
  more?: string;
  children: React.ReactNode;
}

export function Section({ title, more, children }: SectionProps) {
  const { t } = useText();
  return (
    <section aria-label={title} className="min-w-0">
      <header className="mb-2 flex items-baseline justify-between">
        <h2 className="text-sm font-medium text-ink-3">{title}</h2>
        {more && (
          <Link href={more} className="rounded-sm text-sm text-ink-3 hover:text-ink">
            {t('do.seeAll')}
          </Link>
        )}
      </header>
      {children}
    </section>
  );
}
