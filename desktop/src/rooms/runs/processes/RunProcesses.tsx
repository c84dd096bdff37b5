import type { Run } from '../../../kernel/objects';
import { Button } from '../../../kit/Button';
import { ErrorCard } from '../../../kit/ErrorCard';
import { useText } from '../../../kit/i18n/useText';
import { Part } from '../inspectorParts';
import { ProcessRow } from './ProcessRow';
import { useProcesses } from './useProcesses';

/** What a run started in the background; nothing is shown for a run that did not. */
export function RunProcesses({ run }: { run: Run }) {
  const { t } = useText();
  const { query, processes } = useProcesses({ run_id: run.id });
  if (query.error) return <ErrorCard error={query.error} onRetry={() => void query.refetch()} />;
  if (processes.length === 0) return null;
  return (
    <Part title={t('processes.title')}>
      <ul>
        {processes.map((it) => (
          <ProcessRow key={it.id} process={it} />
        ))}
      </ul>
      {query.hasNextPage && (
        <Button size="dense" disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('do.showMore')}
        </Button>
      )}
    </Part>
  );
}
