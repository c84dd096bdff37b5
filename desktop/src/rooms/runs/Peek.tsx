import { X } from 'lucide-react';
import { Link } from 'wouter';
import { hasEnded } from '../../kernel/objects';
import { IconButton } from '../../kit/Button';
import { ErrorCard } from '../../kit/ErrorCard';
import { useText } from '../../kit/i18n/useText';
import { SkeletonText } from '../../kit/Skeleton';
import { StrandView } from '../../kit/strand/StrandView';
import { AskCard } from '../../shell/AskCard';
import { usePersona, useRun } from '../../shell/queries';
import { useRunStrand } from '../../shell/useRunStrand';

/** A run's strand beside the list. */
export function Peek({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useText();
  const { run } = useRun(id);
  const persona = usePersona(run?.persona_id);
  const { strand, deltas, loading, error, retry } = useRunStrand(id);
  return (
    <aside
      aria-label={t('runs.peek')}
      className="flex w-96 shrink-0 animate-fade flex-col border-l border-line bg-panel [--strand-ground:var(--surface-1)] max-md:hidden"
    >
      <header className="flex h-11 items-center gap-2 border-b border-line pr-2 pl-4">
        <Link href={`/runs/${id}`} className="min-w-0 flex-1 truncate rounded-sm font-medium">
          {run?.goal ?? ''}
        </Link>
        <IconButton size="dense" label={t('do.close')} onClick={onClose}>
          <X />
        </IconButton>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto p-4" tabIndex={0} role="region" aria-label={t('strand.label')}>
        {loading && <SkeletonText />}
        {error && <ErrorCard error={error} onRetry={retry} />}
        <StrandView
          strand={strand}
          deltas={deltas}
          color={persona?.color}
          compact
          doors={{ renderAsk: (ask) => <AskCard ask={ask} runEnded={hasEnded(strand.status)} /> }}
        />
      </div>
    </aside>
  );
}
