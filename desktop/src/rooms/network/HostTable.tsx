import { Button } from '../../kit/Button';
import { classes } from '../../kit/classes';
import { Empty } from '../../kit/Empty';
import { ErrorCard } from '../../kit/ErrorCard';
import { Bytes, Time } from '../../kit/Facts';
import { useText } from '../../kit/i18n/useText';
import { SkeletonRows } from '../../kit/Skeleton';
import { CELL, HEAD, NUMBER } from './table';
import type { useHosts } from './useEgress';

/** What went to each host, those with most requests first. */
export function HostTable({ hosts }: { hosts: ReturnType<typeof useHosts> }) {
  const { t, language } = useText();
  if (hosts.isPending) return <SkeletonRows rows={5} />;
  if (hosts.error) return <ErrorCard error={hosts.error} onRetry={() => void hosts.refetch()} />;
  const rows = hosts.data.pages.flatMap((it) => it.hosts);
  if (rows.length === 0) return <Empty drawing="search" sentence={t('network.none')} />;
  return (
    <>
      <table className="w-full table-fixed border-collapse">
        <caption className="sr-only">{t('network.byHost')}</caption>
        <thead>
          <tr className="border-b border-line">
            <th scope="col" className={classes(HEAD, 'w-auto text-left')}>
              {t('network.host')}
            </th>
            <th scope="col" className={classes(HEAD, 'w-24 text-right')}>
              {t('network.requests')}
            </th>
            <th scope="col" className={classes(HEAD, 'w-28 text-right')}>
              {t('network.denied')}
            </th>
            <th scope="col" className={classes(HEAD, 'w-44 text-right max-sm:hidden')}>
              {t('network.bytes')}
            </th>
            <th scope="col" className={classes(HEAD, 'w-24 text-right max-md:hidden')}>
              {t('network.when')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((it) => (
            <tr key={it.host} className="border-b border-line last:border-b-0">
              <th
                scope="row"
                className={classes(CELL, 'truncate text-left font-mono text-sm font-normal')}
                title={it.host}
              >
                {it.host}
              </th>
              <td className={NUMBER}>{it.requests.toLocaleString(language)}</td>
              <td className={classes(NUMBER, it.denied > 0 ? 'text-bad' : 'text-ink-3')}>
                {it.denied.toLocaleString(language)}
              </td>
              <td className={classes(NUMBER, 'text-ink-2 max-sm:hidden')}>
                <Bytes bytes={it.bytes_up} /> ↑ <Bytes bytes={it.bytes_down} /> ↓
              </td>
              <td className={classes(NUMBER, 'text-ink-2 max-md:hidden')}>
                <Time at={it.last_at} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {hosts.hasNextPage && (
        <Button
          className="justify-self-start"
          disabled={hosts.isFetchingNextPage}
          onClick={() => void hosts.fetchNextPage()}
        >
          {t('do.showMore')}
        </Button>
      )}
    </>
  );
}
