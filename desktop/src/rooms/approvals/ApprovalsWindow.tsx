import { useState } from 'react';
import { useLocation, useRoute } from 'wouter';
import { resolvedOf } from '../../kernel/confirmations';
import type { Confirmation } from '../../kernel/objects';
import { classes } from '../../kit/classes';
import { Empty } from '../../kit/Empty';
import { ErrorCard } from '../../kit/ErrorCard';
import { useText } from '../../kit/i18n/useText';
import { Segments } from '../../kit/Segments';
import { SkeletonRows } from '../../kit/Skeleton';
import { useBudgetWaits, useConfirmations } from '../../shell/queries';
import { useShortcut } from '../../shell/useShortcuts';
import { ApprovalList } from './ApprovalList';
import { ApprovalView } from './ApprovalView';
import { BudgetWaitRows, BudgetWaitView } from './BudgetWaits';

type Which = 'pending' | 'resolved';

/** What waits for a person: the list left, the thing itself right. */
export default function ApprovalsWindow() {
  const { t } = useText();
  const [, navigate] = useLocation();
  const [, params] = useRoute('/approvals/:id');
  const [which, setWhich] = useState<Which>('pending');
  const { all, pending, isPending, error, refetch } = useConfirmations();
  const waiting = useBudgetWaits();
  const held = which === 'pending' ? waiting : [];
  const shown = which === 'pending' ? pending : resolvedOf(all);
  const run = params?.id.startsWith('run-') ? params.id : undefined;
  const chosen = params ? all[params.id] : undefined;
  // On a wide screen the first one stands open by itself; on a phone the list comes first.
  const current = chosen ?? (params ? undefined : shown[0]);
  const open = (it: Confirmation | undefined) => it && navigate(`/approvals/${it.id}`);
  const at = shown.findIndex((it) => it.id === current?.id);
  useShortcut('approvals.next', () => open(shown[at + 1]));
  useShortcut('approvals.previous', () => open(shown[Math.max(at - 1, 0)]));
  const next = () => open(shown[at + 1] ?? shown[at - 1]);
  return (
    <div className="flex h-full">
      <div
        className={classes(
          'flex w-90 shrink-0 flex-col border-r border-line max-md:w-full max-md:border-r-0',
          params && 'max-md:hidden',
        )}
      >
        <header className="flex items-center justify-between gap-3 px-4 pt-4 pb-3">
          <h1 className="text-xl font-semibold tracking-tight">{t('room.approvals')}</h1>
          <Segments
            label={t('approvals.which')}
            value={which}
            options={[
              { value: 'pending', label: t('approvals.pending'), count: pending.length + waiting.length },
              { value: 'resolved', label: t('approvals.resolved') },
            ]}
            onChange={setWhich}
          />
        </header>
        {isPending && shown.length === 0 && <SkeletonRows tall />}
        {error && <ErrorCard error={error} onRetry={() => void refetch()} />}
        <BudgetWaitRows runs={held} current={run} />
        {!isPending && !error && shown.length + held.length === 0 && (
          <Empty drawing="inbox" sentence={which === 'pending' ? t('approvals.none') : t('approvals.noneResolved')} />
        )}
        <ApprovalList confirmations={shown} current={current?.id} />
      </div>
      <div className={classes('min-w-0 flex-1 overflow-y-auto', !params && 'max-md:hidden')}>
        {run ? (
          <BudgetWaitView key={run} id={run} />
        ) : current ? (
          <ApprovalView key={current.id} confirmation={current} onResolved={next} />
        ) : (
          params && !isPending && <Empty drawing="search" sentence={t('state.notFound')} />
        )}
      </div>
    </div>
  );
}
