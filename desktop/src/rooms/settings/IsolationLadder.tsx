import { useQuery } from '@tanstack/react-query';
import { Chip } from '../../kit/Chip';
import { ErrorCard } from '../../kit/ErrorCard';
import { useText } from '../../kit/i18n/useText';
import { SkeletonText } from '../../kit/Skeleton';
import type { IsolationRung } from '../../kernel/objects';
import { useKernel } from '../../shell/kernelDoor';

/** Every wall that commands can have here: which is in force, which would work, and how to get the others. */
export function IsolationLadder() {
  const { t } = useText();
  const { api } = useKernel();
  const ladder = useQuery({ queryKey: ['isolation'], queryFn: api.isolation, staleTime: Infinity });
  return (
    <section className="mb-6" aria-label={t('system.ladder')}>
      <h2 className="font-medium">{t('system.ladder')}</h2>
      <p className="mt-1 mb-3 text-sm text-ink-2">{t('system.ladderWhy')}</p>
      {ladder.isPending && <SkeletonText lines={4} />}
      {ladder.error && <ErrorCard error={ladder.error} onRetry={() => void ladder.refetch()} />}
      {ladder.data && (
        <ol className="divide-y divide-line rounded-panel border border-line bg-panel">
          {ladder.data.rungs.map((rung) => (
            <Rung key={rung.level} rung={rung} />
          ))}
        </ol>
      )}
    </section>
  );
}

function Rung({ rung }: { rung: IsolationRung }) {
  return (
    <li className="p-3">
      <h3 className="flex flex-wrap items-center gap-2">
        <span className="w-4 text-ink-2 tabular-nums">{rung.level}</span>
        <span className="font-mono text-sm">{rung.name}</span>
        <Standing rung={rung} />
      </h3>
      <p className="mt-1 text-sm break-words text-ink-2">{rung.reason}</p>
      {rung.remedy && <p className="mt-1 text-sm break-words">{rung.remedy}</p>}
    </li>
  );
}

function Standing({ rung }: { rung: IsolationRung }) {
  const { t } = useText();
  if (rung.in_force) return <Chip tone={rung.isolates ? 'ok' : 'wait'}>{t('system.rungInForce')}</Chip>;
  return <Chip tone={rung.works ? 'info' : 'plain'}>{t(rung.works ? 'system.rungWorks' : 'system.rungMissing')}</Chip>;
}
