import { ArrowLeft, CircleDollarSign } from 'lucide-react';
import { Link, useLocation } from 'wouter';
import type { Run } from '../../kernel/objects';
import { IconButton } from '../../kit/Button';
import { classes } from '../../kit/classes';
import { Empty } from '../../kit/Empty';
import { useText } from '../../kit/i18n/useText';
import { BudgetWaitCard } from '../../shell/budget/BudgetWaitCard';
import { useRun } from '../../shell/queries';
import { Origin } from './ApprovalView';

/** The runs that a budget holds up, as rows like the requests below them. */
export function BudgetWaitRows({ runs, current }: { runs: readonly Run[]; current: string | undefined }) {
  const { t } = useText();
  if (runs.length === 0) return null;
  return (
    <ul aria-label={t('budget.waits')} className="px-2">
      {runs.map((it) => (
        <li key={it.id}>
          <Link
            href={`/approvals/${it.id}`}
            aria-current={it.id === current ? 'true' : undefined}
            className={classes(
              'flex min-h-13 items-center gap-3 rounded-control px-2.5 py-1.5 transition-colors',
              it.id === current ? 'bg-raised' : 'hover:bg-panel',
            )}
          >
            <CircleDollarSign className="size-4 shrink-0 text-wait" aria-hidden />
            <span className="min-w-0 flex-1">
              <span className="block truncate font-medium">{t('budget.waits')}</span>
              <span className="block truncate text-sm text-ink-2">{it.goal}</span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** One of them with its ways on. */
export function BudgetWaitView({ id }: { id: string }) {
  const { t } = useText();
  const [, navigate] = useLocation();
  const { run } = useRun(id);
  return (
    <div className="mx-auto max-w-180 p-4 sm:p-6">
      <h1 className="sr-only md:hidden">{t('room.approvals')}</h1>
      <IconButton
        label={t('approvals.back')}
        className="-ml-2 mb-1 md:hidden"
        size="touch"
        onClick={() => navigate('/approvals')}
      >
        <ArrowLeft />
      </IconButton>
      <Origin runId={id} />
      {run && <BudgetWaitCard run={run} />}
      {run && run.waiting?.reason !== 'budget' && <Empty drawing="inbox" sentence={t('budget.noLonger')} />}
    </div>
  );
}
