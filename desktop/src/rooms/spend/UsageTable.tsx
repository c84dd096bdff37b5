import { Link } from 'wouter';
import type { UsageGroup } from '../../kernel/spend';
import { Button } from '../../kit/Button';
import { classes } from '../../kit/classes';
import { Empty } from '../../kit/Empty';
import { ErrorCard } from '../../kit/ErrorCard';
import { Duration, Tokens } from '../../kit/Facts';
import { useText } from '../../kit/i18n/useText';
import { SumCost } from '../../kit/Money';
import { SkeletonRows } from '../../kit/Skeleton';
import { useNames, type useUsage } from './useUsage';
import type { Group } from './view';

const HEAD = 'h-8 px-3 text-sm font-normal whitespace-nowrap text-ink-3';
const NUMBER = 'px-3 text-right font-mono text-sm whitespace-nowrap';

/** Who or what spent how much, the dearest first. */
export function UsageTable({ by, usage }: { by: Group; usage: ReturnType<typeof useUsage> }) {
  const { t } = useText();
  const nameOf = useNames(by);
  if (usage.isPending) return <SkeletonRows rows={5} />;
  if (usage.error) return <ErrorCard error={usage.error} onRetry={() => void usage.refetch()} />;
  const groups = usage.data.pages.flatMap((it) => it.usage);
  const total = usage.data.pages[0]?.total;
  if (groups.length === 0) return <Empty drawing="search" sentence={t('spend.noneInRange')} />;
  return (
    <>
      <table className="w-full table-fixed border-collapse">
        <caption className="sr-only">{t(`spend.by.${by}`)}</caption>
        <thead>
          <tr className="border-b border-line">
            <th scope="col" className={classes(HEAD, 'w-auto text-left')}>
              {t(`spend.by.${by}`)}
            </th>
            <th scope="col" className={classes(HEAD, 'w-24 text-right max-sm:hidden')}>
              {t('spend.calls')}
            </th>
            <th scope="col" className={classes(HEAD, 'w-36 text-right max-sm:hidden')}>
              {t('runs.tokens')}
            </th>
            <th scope="col" className={classes(HEAD, 'w-28 text-right max-md:hidden')}>
              {t('runs.time')}
            </th>
            <th scope="col" className={classes(HEAD, 'w-32 text-right')}>
              {t('spend.cost')}
            </th>
          </tr>
        </thead>
        <tbody>
          {groups.map((it) => (
            <Row key={it.key} by={by} group={it} name={nameOf(it.key)} />
          ))}
        </tbody>
        {total && (
          <tfoot>
            <Row by="model" group={{ ...total, key: '' }} name={t('spend.total')} strong />
          </tfoot>
        )}
      </table>
      {usage.hasNextPage && (
        <Button
          className="justify-self-start"
          disabled={usage.isFetchingNextPage}
          onClick={() => void usage.fetchNextPage()}
        >
          {t('do.showMore')}
        </Button>
      )}
    </>
  );
}

interface RowProps {
  by: Group;
  group: UsageGroup;
  name: string;
  strong?: boolean;
}

function Row({ by, group, name, strong = false }: RowProps) {
  const { language } = useText();
  const machine = by === 'model' || by === 'provider';
  return (
    <tr className={classes('h-9 border-b border-line last:border-b-0', strong && 'font-medium')}>
      <th scope="row" className="truncate px-3 text-left font-[inherit]" title={name}>
        {by === 'run' ? (
          <Link href={`/runs/${group.key}`} className="rounded-sm underline-offset-2 hover:underline">
            {name}
          </Link>
        ) : (
          <span className={machine && !strong ? 'font-mono text-sm' : undefined}>{name}</span>
        )}
      </th>
      <td className={classes(NUMBER, 'max-sm:hidden')}>{group.calls.toLocaleString(language)}</td>
      <td className={classes(NUMBER, 'text-ink-2 max-sm:hidden')}>
        <Tokens tokensIn={group.tokens_in} tokensOut={group.tokens_out} />
      </td>
      <td className={classes(NUMBER, 'text-ink-2 max-md:hidden')}>
        <Duration ms={group.duration_ms} />
      </td>
      <td className={NUMBER}>
        <SumCost sum={group} />
      </td>
    </tr>
  );
}
