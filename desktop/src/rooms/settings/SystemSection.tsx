import { Shield, ShieldAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Chip } from '../../kit/Chip';
import { ErrorCard } from '../../kit/ErrorCard';
import { Bytes, Time } from '../../kit/Facts';
import { useText } from '../../kit/i18n/useText';
import { SkeletonText } from '../../kit/Skeleton';
import { useStatus } from '../../shell/queries';
import { roomsOpen } from '../../shell/startup';
import { IsolationLadder } from './IsolationLadder';

export function SystemSection() {
  const { t, n, language } = useText();
  const status = useStatus();
  if (status.isPending) return <SkeletonText lines={8} />;
  if (status.error) return <ErrorCard error={status.error} onRetry={() => void status.refetch()} />;
  const { isolation, version, home, port, started_at, memory, rooms, tokens_today, tool_calls_today } = status.data;
  const Icon = isolation.isolates ? Shield : ShieldAlert;
  return (
    <>
      <section
        className="mb-6 flex gap-3 rounded-panel border border-line bg-panel p-4"
        aria-label={t('system.isolation')}
      >
        <Icon className={isolation.isolates ? 'size-5 text-ok' : 'size-5 text-wait'} strokeWidth={1.5} aria-hidden />
        <div className="min-w-0">
          <h2 className="flex flex-wrap items-center gap-2 font-medium">
            {isolation.isolates ? t('system.isolated') : t('system.notIsolated')}
            <Chip tone={isolation.isolates ? 'ok' : 'wait'}>
              {isolation.name} · {t('system.rung', { level: isolation.level })}
            </Chip>
          </h2>
          <p className="mt-1 text-ink-2">{isolation.detail}</p>
        </div>
      </section>
      <IsolationLadder />
      <dl className="divide-y divide-line">
        <Row name={t('system.version')}>{version}</Row>
        <Row name={t('system.home')}>{home}</Row>
        <Row name={t('system.port')}>{port}</Row>
        <Row name={t('system.started')}>
          <Time at={started_at} />
        </Row>
        <Row name={t('system.memory')}>
          <Bytes bytes={memory.rss || memory.heap_used} />
        </Row>
        <Row name={t('system.rooms')}>{`${roomsOpen(rooms).open} / ${rooms.length}`}</Row>
        <Row name={t('system.tokens')}>
          {tokens_today.in.toLocaleString(language)} → {tokens_today.out.toLocaleString(language)}
        </Row>
        <Row name={t('system.calls')}>{n('system.callCount', tool_calls_today)}</Row>
      </dl>
    </>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-h-10 items-center justify-between gap-6">
      <dt className="shrink-0 text-ink-2">{name}</dt>
      <dd className="min-w-0 font-mono text-sm break-all">{children}</dd>
    </div>
  );
}
