import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { hasEnded, type Run } from '../../kernel/objects';
import { Button } from '../../kit/Button';
import { DiffView } from '../../kit/diff/DiffView';
import { Empty } from '../../kit/Empty';
import { ErrorCard } from '../../kit/ErrorCard';
import { useText } from '../../kit/i18n/useText';
import { SkeletonText } from '../../kit/Skeleton';
import { useKernel } from '../../shell/kernelDoor';
import { UndoDialog } from '../../shell/undo/UndoDialog';
import { useChanges } from '../../shell/undo/useChanges';
import { useRevertHunk } from '../../shell/undo/useRevertHunk';

/** What a run, or one call of it, changed in files, with the way back. */
export function RunChanges({ run, call, onAll }: { run: Run; call?: string; onAll: () => void }) {
  const { t } = useText();
  const { api } = useKernel();
  const [, navigate] = useLocation();
  const [undoing, setUndoing] = useState(false);
  const revert = useRevertHunk(run.project_id);
  const { changes, total, isPending, error, refetch, more } = useChanges([run.id, call ?? '', run.status], (cursor) =>
    api.runChanges(run.id, call, cursor),
  );
  const open = (path: string) =>
    navigate(`/files/${run.project_id}/${path.split('/').map(encodeURIComponent).join('/')}`);
  if (isPending) return <SkeletonText lines={6} />;
  if (error) return <ErrorCard error={error} onRetry={refetch} />;
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex items-center gap-2 border-b border-line px-4 py-1.5">
        <span className="min-w-0 flex-1 truncate text-sm text-ink-2">{call && t('undo.callChanges')}</span>
        {call && (
          <Button size="dense" onClick={onAll}>
            {t('runs.changes')}
          </Button>
        )}
        {total > 0 && (hasEnded(run.status) || run.status === 'paused') && !run.imported_from && (
          <Button size="dense" icon={<Undo2 />} onClick={() => setUndoing(true)}>
            {t(call ? 'undo.call' : 'undo.run')}
          </Button>
        )}
      </div>
      {total === 0 ? (
        <Empty drawing="folder" sentence={t('diff.none')} />
      ) : (
        <DiffView
          changes={changes}
          total={total}
          onMore={more}
          onOpen={open}
          onRevert={run.imported_from ? undefined : (change, hunk) => revert.mutate({ change, hunk })}
        />
      )}
      {undoing && <UndoDialog target={{ run: run.id, ...(call ? { call } : {}) }} onClose={() => setUndoing(false)} />}
    </div>
  );
}
