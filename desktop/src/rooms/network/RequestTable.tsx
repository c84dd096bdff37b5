import { Ban, Check, TriangleAlert, type LucideIcon } from 'lucide-react';
import { Link } from 'wouter';
import { withHost, type EgressRequest, type Verdict } from '../../kernel/network';
import { Button } from '../../kit/Button';
import { classes } from '../../kit/classes';
import { Empty } from '../../kit/Empty';
import { ErrorCard } from '../../kit/ErrorCard';
import { Bytes, Time } from '../../kit/Facts';
import { useText } from '../../kit/i18n/useText';
import { SkeletonRows } from '../../kit/Skeleton';
import { CELL, HEAD, NUMBER } from './table';
import { useNetwork, useSetNetwork, type useRequests } from './useEgress';

const GLYPHS: Record<Verdict, { Icon: LucideIcon; ink: string }> = {
  allowed: { Icon: Check, ink: 'text-ok' },
  denied: { Icon: Ban, ink: 'text-bad' },
  failed: { Icon: TriangleAlert, ink: 'text-wait' },
};

/** Every request, the newest first; those that were turned back stand out. */
export function RequestTable({ requests }: { requests: ReturnType<typeof useRequests> }) {
  const { t } = useText();
  if (requests.isPending) return <SkeletonRows rows={6} />;
  if (requests.error) return <ErrorCard error={requests.error} onRetry={() => void requests.refetch()} />;
  const rows = requests.data.pages.flatMap((it) => it.requests);
  if (rows.length === 0) return <Empty drawing="search" sentence={t('network.none')} />;
  return (
    <>
      <table className="w-full table-fixed border-collapse">
        <caption className="sr-only">{t('network.requests')}</caption>
        <thead>
          <tr className="border-b border-line">
            <th scope="col" className={classes(HEAD, 'w-auto text-left')}>
              {t('network.host')}
            </th>
            <th scope="col" className={classes(HEAD, 'w-28 text-left max-md:hidden')}>
              {t('network.purpose')}
            </th>
            <th scope="col" className={classes(HEAD, 'w-44 text-right max-sm:hidden')}>
              {t('network.bytes')}
            </th>
            <th scope="col" className={classes(HEAD, 'w-24 text-right')}>
              {t('network.when')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((it) => (
            <Row key={it.id} request={it} />
          ))}
        </tbody>
      </table>
      {requests.hasNextPage && (
        <Button
          className="justify-self-start"
          disabled={requests.isFetchingNextPage}
          onClick={() => void requests.fetchNextPage()}
        >
          {t('do.showMore')}
        </Button>
      )}
    </>
  );
}

function Row({ request }: { request: EgressRequest }) {
  const { t } = useText();
  const { Icon, ink } = GLYPHS[request.verdict];
  const usual = request.port === 80 || request.port === 443;
  return (
    <tr
      className={classes('border-b border-line align-top last:border-b-0', request.verdict === 'denied' && 'bg-bad/8')}
    >
      <th scope="row" className={classes(CELL, 'text-left font-normal')}>
        <span className="flex min-w-0 items-center gap-2">
          <Icon className={classes('size-4 shrink-0', ink)} strokeWidth={1.5} aria-hidden />
          <span className="sr-only">{t(`network.verdict.${request.verdict}`)}</span>
          <span className="truncate font-mono text-sm" title={`${request.host}:${request.port}`}>
            {request.host}
            {!usual && <span className="text-ink-3">:{request.port}</span>}
          </span>
        </span>
        {request.reason && <p className="mt-0.5 pl-6 text-sm text-ink-2">{request.reason}</p>}
        {request.verdict === 'denied' && request.project_id && <Allow project={request.project_id} of={request} />}
      </th>
      <td className={classes(CELL, 'truncate text-sm text-ink-2 max-md:hidden')}>
        {request.run_id?.startsWith('run-') ? (
          <Link href={`/runs/${request.run_id}`} className="rounded-sm underline-offset-2 hover:underline">
            {t('network.ofRun')}
          </Link>
        ) : (
          request.purpose
        )}
      </td>
      <td className={classes(NUMBER, 'text-ink-2 max-sm:hidden')}>
        <Bytes bytes={request.bytes_up} /> ↑ <Bytes bytes={request.bytes_down} /> ↓
      </td>
      <td className={classes(NUMBER, 'text-ink-2')}>
        <Time at={request.at} />
      </td>
    </tr>
  );
}

function Allow({ project, of }: { project: string; of: EgressRequest }) {
  const { t } = useText();
  const network = useNetwork(project).data;
  const set = useSetNetwork();
  const wider = network && withHost(network, of.host, of.port);
  if (!wider || (network.preset === 'custom' && wider.hosts.length === network.hosts.length)) return null;
  return (
    <div className="mt-1 pl-6">
      <Button size="dense" disabled={set.isPending} onClick={() => set.mutate({ project, network: wider })}>
        {t('network.allow')}
      </Button>
    </div>
  );
}
