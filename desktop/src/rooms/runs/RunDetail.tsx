import { useLocation, useSearch } from 'wouter';
import { hasEnded, type Run } from '../../kernel/objects';
import { Button } from '../../kit/Button';
import { ErrorCard } from '../../kit/ErrorCard';
import { useText } from '../../kit/i18n/useText';
import { Segments } from '../../kit/Segments';
import { SkeletonText } from '../../kit/Skeleton';
import { useCrumbs } from '../../shell/crumbs';
import { useRun } from '../../shell/queries';
import { useShortcut } from '../../shell/useShortcuts';
import { RunBody } from './RunBody';
import { RunChanges } from './RunChanges';
import { RunHeader } from './RunHeader';
import { SayLine } from './SayLine';
import { MORE_STEPS, useSignals } from './useSignals';

interface RunShown {
  view: 'timeline' | 'changes';
  /** The one call whose changes are shown. */
  call: string | null;
}

function shownOf(search: string): RunShown {
  const query = new URLSearchParams(search);
  return { view: query.get('view') === 'changes' ? 'changes' : 'timeline', call: query.get('call') };
}

/** One run: its strand at the left, what is selected of it at the right. */
export function RunDetail({ id }: { id: string }) {
  const { t } = useText();
  const { run, isPending, error, refetch } = useRun(id);
  const [, navigate] = useLocation();
  const shown = shownOf(useSearch());
  const show = (view: RunShown['view']) => navigate(`/runs/${id}${view === 'changes' ? '?view=changes' : ''}`);
  useCrumbs({ label: run?.goal ?? id });
  useShortcut('runs.back', () => navigate('/runs'));
  if (isPending) return <SkeletonText lines={8} />;
  if (error) return <ErrorCard error={error} onRetry={() => void refetch()} />;
  if (!run) return null;
  return (
    <section aria-label={t('runs.run', { goal: run.goal })} className="flex h-full flex-col" data-status={run.status}>
      <RunHeader run={run} />
      <div className="border-b border-line px-4 py-1.5">
        <Segments
          label={t('runs.view')}
          value={shown.view}
          onChange={(view) => show(view)}
          options={[
            { value: 'timeline', label: t('runs.timeline') },
            { value: 'changes', label: t('runs.changes') },
          ]}
        />
      </div>
      {shown.view === 'changes' ? (
        <RunChanges run={run} {...(shown.call ? { call: shown.call } : {})} onAll={() => show('changes')} />
      ) : (
        <RunBody run={run} />
      )}
      {!hasEnded(run.status) && !run.imported_from && (
        <>
          <MoreSteps run={run} />
          <SayLine run={run} />
        </>
      )}
    </section>
  );
}

/** Offers more steps to a run that has used up its own. */
function MoreSteps({ run }: { run: Run }) {
  const { t } = useText();
  const { signal } = useSignals(run);
  if (run.status !== 'waiting' || run.waiting?.reason !== 'step_limit') return null;
  return (
    <div role="status" className="flex flex-wrap items-center gap-3 border-t border-line bg-raised px-4 py-2">
      <p className="min-w-0 flex-1">{t('runs.continue', { steps: run.step })}</p>
      <Button look="primary" size="dense" disabled={signal.isPending} onClick={() => signal.mutate('continue')}>
        {t('signal.continue', { steps: MORE_STEPS })}
      </Button>
    </div>
  );
}
