import { ArrowDown, ArrowLeft, ArrowLeftRight, ArrowUp, ListFilter } from 'lucide-react';
import { useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import type { Comparison } from '../../../kernel/past';
import { Button, IconButton } from '../../../kit/Button';
import { FilterChip } from '../../../kit/Chip';
import { Empty } from '../../../kit/Empty';
import { ErrorCard } from '../../../kit/ErrorCard';
import { useText } from '../../../kit/i18n/useText';
import { SkeletonText } from '../../../kit/Skeleton';
import { useCrumbs } from '../../../shell/crumbs';
import { useShortcut } from '../../../shell/useShortcuts';
import { ComparedSteps } from './ComparedSteps';
import { CompareHead } from './CompareHead';
import { CompareEnds } from './CompareEnds';
import { useComparison } from './useComparison';

/** Two runs side by side, as the address names them. */
export function Compare() {
  const { t } = useText();
  const [, navigate] = useLocation();
  const params = new URLSearchParams(useSearch());
  const left = params.get('left') ?? '';
  const right = params.get('right') ?? '';
  useCrumbs({ label: t('compare.title') });
  if (left && right) return <Pair key={`${left} ${right}`} left={left} right={right} />;
  return (
    <Empty
      drawing="strand"
      sentence={t('compare.choose')}
      action={<Button onClick={() => navigate('/runs')}>{t('runs.back')}</Button>}
    />
  );
}

function Pair({ left, right }: { left: string; right: string }) {
  const { t } = useText();
  const [, navigate] = useLocation();
  const { query, head, steps, current, go } = useComparison(left, right);
  const [only, setOnly] = useState(false);
  useShortcut('runs.next', () => void go(1));
  useShortcut('runs.previous', () => void go(-1));
  useShortcut('runs.back', () => navigate(`/runs/${right}`));
  if (query.isPending) return <SkeletonText lines={10} />;
  if (query.error || !head) return <ErrorCard error={query.error} onRetry={() => void query.refetch()} />;
  const shown = only ? steps.filter((it) => !it.same) : steps;
  return (
    <section aria-label={t('compare.title')} className="flex h-full flex-col">
      <header className="flex flex-wrap items-center gap-x-2 gap-y-2 px-4 pt-3 pb-3">
        <IconButton size="dense" label={t('runs.back')} className="-ml-1.5" onClick={() => navigate('/runs')}>
          <ArrowLeft />
        </IconButton>
        <h1 className="text-lg font-semibold">{t('compare.title')}</h1>
        <p className="text-ink-2 max-sm:w-full max-sm:pl-7">
          <Verdict head={head} />
        </p>
        <div className="ml-auto flex items-center gap-1.5">
          <FilterChip on={only} icon={<ListFilter />} onToggle={() => setOnly(!only)}>
            {t('compare.only')}
          </FilterChip>
          <IconButton label={t('compare.previous')} disabled={head.differing === 0} onClick={() => void go(-1)}>
            <ArrowUp />
          </IconButton>
          <IconButton label={t('compare.next')} disabled={head.differing === 0} onClick={() => void go(1)}>
            <ArrowDown />
          </IconButton>
          <IconButton
            label={t('compare.swap')}
            onClick={() => navigate(`/runs/compare?left=${right}&right=${left}`, { replace: true })}
          >
            <ArrowLeftRight />
          </IconButton>
        </div>
      </header>
      <div
        className="min-h-0 flex-1 overflow-y-auto border-t border-line focus-visible:-outline-offset-2"
        tabIndex={0}
        role="region"
        aria-label={t('compare.steps')}
      >
        <CompareHead left={head.left} right={head.right} />
        <ComparedSteps comparison={head} steps={shown} current={current} />
        {query.hasNextPage && (
          <div className="flex justify-center p-3">
            <Button disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {t('do.showMore')}
            </Button>
          </div>
        )}
        {!query.hasNextPage && <CompareEnds left={head.left} right={head.right} />}
      </div>
    </section>
  );
}

function Verdict({ head }: { head: Comparison }) {
  const { t, n } = useText();
  if (head.same) return t('compare.same');
  if (head.diverges_at == null) return t('compare.sameSteps');
  return `${n('compare.differing', head.differing)} ${t('compare.first', { step: head.diverges_at })}`;
}
