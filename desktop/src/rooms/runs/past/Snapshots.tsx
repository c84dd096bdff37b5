import { Camera, History } from 'lucide-react';
import { useState } from 'react';
import type { Run } from '../../../kernel/objects';
import type { Snapshot } from '../../../kernel/past';
import { Button, IconButton } from '../../../kit/Button';
import { ErrorCard } from '../../../kit/ErrorCard';
import { Time } from '../../../kit/Facts';
import { useText } from '../../../kit/i18n/useText';
import { Part } from '../inspectorParts';
import { RestoreDialog } from './RestoreDialog';
import { SnapshotDialog } from './SnapshotDialog';
import { useSnapshots } from './useSnapshots';

/** The moments at which a run was kept, each a place to go on from. */
export function Snapshots({ run }: { run: Run }) {
  const { t } = useText();
  const [naming, setNaming] = useState(false);
  const [restoring, setRestoring] = useState<Snapshot | null>(null);
  const { query, snapshots } = useSnapshots(run);
  if (run.imported_from) return null;
  return (
    <Part
      title={t('snapshots.title')}
      aside={
        <IconButton size="dense" label={t('snapshots.make')} onClick={() => setNaming(true)}>
          <Camera />
        </IconButton>
      }
    >
      {query.error && <ErrorCard error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && snapshots.length === 0 && <p className="text-sm text-ink-3">{t('snapshots.none')}</p>}
      <ul>
        {snapshots.map((it) => (
          <Row key={it.id} snapshot={it} onRestore={() => setRestoring(it)} />
        ))}
      </ul>
      {query.hasNextPage && (
        <Button size="dense" disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('do.showMore')}
        </Button>
      )}
      {naming && <SnapshotDialog run={run} onClose={() => setNaming(false)} />}
      {restoring && <RestoreDialog snapshot={restoring} onClose={() => setRestoring(null)} />}
    </Part>
  );
}

function Row({ snapshot, onRestore }: { snapshot: Snapshot; onRestore: () => void }) {
  const { t, n } = useText();
  return (
    <li className="flex min-h-9 items-center gap-2">
      <span className="min-w-0 flex-1">
        <span className="block truncate">{snapshot.label || t('snapshots.unnamed')}</span>
        <span className="block truncate text-sm text-ink-3">
          <Time at={snapshot.made_at} /> · {n('chat.steps', snapshot.step)} · {t(`status.${snapshot.status}`)}
        </span>
      </span>
      <Button size="dense" icon={<History />} onClick={onRestore}>
        {t('snapshots.restore')}
      </Button>
    </li>
  );
}
