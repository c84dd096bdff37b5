import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../kit/Button';
import { Dialog } from '../../kit/Dialog';
import { DiffView } from '../../kit/diff/DiffView';
import { ErrorCard } from '../../kit/ErrorCard';
import { useText } from '../../kit/i18n/useText';
import { Segments } from '../../kit/Segments';
import { SkeletonText } from '../../kit/Skeleton';
import { useKernel } from '../kernelDoor';
import { momentOf, SPANS, type Span } from './moments';
import { UndoDialog } from './UndoDialog';
import { useChanges } from './useChanges';
import { useRevertHunk } from './useRevertHunk';

/** What became different in a project since a moment, whoever did it, with the way back. */
export function ChangesSince({ project, onClose }: { project: string; onClose: () => void }) {
  const { t } = useText();
  const { api } = useKernel();
  const [span, setSpan] = useState<Span>('today');
  const [opened] = useState(() => new Date());
  const [undoing, setUndoing] = useState(false);
  const revert = useRevertHunk(project);
  const since = momentOf(span, opened).toISOString();
  const { changes, total, isPending, error, refetch, more } = useChanges(['since', project, since], (cursor) =>
    api.projectChanges(project, since, cursor),
  );
  return (
    <Dialog title={t('diff.since')} wide onClose={onClose}>
      <div className="flex flex-wrap items-center gap-2 pb-2">
        <Segments
          label={t('diff.since')}
          value={span}
          onChange={setSpan}
          options={SPANS.map((value) => ({ value, label: t(`diff.since.${value}`) }))}
        />
        <span className="flex-1" />
        {total > 0 && (
          <Button size="dense" icon={<Undo2 />} onClick={() => setUndoing(true)}>
            {t('undo.title.back')}
          </Button>
        )}
      </div>
      {isPending && <SkeletonText lines={4} />}
      {error && <ErrorCard error={error} onRetry={refetch} />}
      {!isPending && !error && total === 0 && <p className="py-4 text-ink-2">{t('diff.sinceNone')}</p>}
      {total > 0 && (
        <div className="flex h-[52vh] rounded-control border border-line">
          <DiffView
            changes={changes}
            total={total}
            onMore={more}
            onRevert={(change, hunk) => revert.mutate({ change, hunk })}
          />
        </div>
      )}
      {undoing && <UndoDialog target={{ project, to: since }} onClose={() => setUndoing(false)} />}
    </Dialog>
  );
}
