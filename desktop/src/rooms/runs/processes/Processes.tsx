import { Button } from '../../../kit/Button';
import { Empty } from '../../../kit/Empty';
import { ErrorCard } from '../../../kit/ErrorCard';
import { useText } from '../../../kit/i18n/useText';
import { SkeletonRows } from '../../../kit/Skeleton';
import { ProcessRow } from './ProcessRow';
import { useProcesses } from './useProcesses';

/** Everything that went on in the background, the newest first. */
export function Processes() {
  const { t } = useText();
  const { query, processes } = useProcesses({});
  if (query.isPending) return <SkeletonRows rows={6} />;
  if (query.error) return <ErrorCard error={query.error} onRetry={() => void query.refetch()} />;
  if (processes.length === 0) return <Empty drawing="strand" sentence={t('processes.none')} />;
  return (
    <>
      <ul aria-label={t('processes.title')} className="px-4">
        {processes.map((it) => (
          <ProcessRow key={it.id} process={it} withRun />
        ))}
      </ul>
      {query.hasNextPage && (
        <div className="flex justify-center p-3">
          <Button disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('do.showMore')}
          </Button>
        </div>
      )}
    </>
  );
}
