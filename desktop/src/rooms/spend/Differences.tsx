import { Link } from 'wouter';
import type { Bill, BillDifference } from '../../kernel/bills';
import { Button } from '../../kit/Button';
import { classes } from '../../kit/classes';
import { ErrorCard } from '../../kit/ErrorCard';
import { exactTime } from '../../kit/format';
import { useText } from '../../kit/i18n/useText';
import { SkeletonRows } from '../../kit/Skeleton';
import { Amount } from './Amount';
import { useDifferences } from './useBills';

const HEAD = 'h-7 px-2 font-normal whitespace-nowrap text-ink-3';
const NUMBER = 'px-2 text-right font-mono whitespace-nowrap';

/** Where a bill and the ledger do not say the same, call by call or day by day. */
export function Differences({ bill }: { bill: Bill }) {
  const { t } = useText();
  const found = useDifferences(bill);
  if (found.isPending) return <SkeletonRows rows={3} />;
  if (found.error) return <ErrorCard error={found.error} onRetry={() => void found.refetch()} />;
  return (
    <>
      <div className="overflow-x-auto">
        <table className="w-full border-collapse text-sm">
          <caption className="sr-only">{t('bills.where')}</caption>
          <thead>
            <tr className="border-b border-line">
              <th scope="col" className={classes(HEAD, 'text-left')}>
                {t('bills.what.head')}
              </th>
              <th scope="col" className={classes(HEAD, 'text-right')}>
                {t('bills.line')}
              </th>
              <th scope="col" className={classes(HEAD, 'text-left')}>
                {t('bills.when')}
              </th>
              <th scope="col" className={classes(HEAD, 'text-left')}>
                {t('spend.by.model')}
              </th>
              <th scope="col" className={classes(HEAD, 'text-right')}>
                {t('bills.billed')}
              </th>
              <th scope="col" className={classes(HEAD, 'text-right')}>
                {t('bills.counted')}
              </th>
            </tr>
          </thead>
          <tbody>
            {found.data.pages
              .flatMap((it) => it.differences)
              .map((it, at) => (
                <Row key={at} difference={it} />
              ))}
          </tbody>
        </table>
      </div>
      {found.hasNextPage && (
        <Button
          className="justify-self-start"
          disabled={found.isFetchingNextPage}
          onClick={() => void found.fetchNextPage()}
        >
          {t('do.showMore')}
        </Button>
      )}
    </>
  );
}

function Row({ difference: it }: { difference: BillDifference }) {
  const { t, language } = useText();
  const when = it.from === it.to ? exactTime(it.from, language) : it.from.slice(0, 10);
  const tokens = (side: BillDifference['billed']) =>
    side.calls === 0 || side.tokens_in == null ? '' : `${side.tokens_in} → ${side.tokens_out ?? '?'}`;
  return (
    <tr className="h-8 border-b border-line last:border-b-0">
      <td className="px-2 whitespace-nowrap">{t(`bills.kind.${it.kind}`)}</td>
      <td className={NUMBER}>{it.line ?? ''}</td>
      <td className="px-2 whitespace-nowrap">
        {it.run_id ? (
          <Link href={`/runs/${it.run_id}`} className="rounded-sm underline-offset-2 hover:underline">
            {when}
          </Link>
        ) : (
          when
        )}
      </td>
      <td className="max-w-48 truncate px-2 font-mono" title={it.model}>
        {it.model}
      </td>
      <td className={NUMBER} title={tokens(it.billed)}>
        {it.kind === 'only_ledger' ? '' : <Amount side={it.billed} />}
      </td>
      <td className={NUMBER} title={tokens(it.ledger)}>
        {it.kind === 'only_bill' ? '' : <Amount side={it.ledger} />}
      </td>
    </tr>
  );
}
