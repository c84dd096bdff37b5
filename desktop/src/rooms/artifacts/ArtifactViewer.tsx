import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState, type KeyboardEvent } from 'react';
import type { Artifact } from '../../kernel/artifacts';
import { IconButton } from '../../kit/Button';
import { ErrorCard } from '../../kit/ErrorCard';
import { FullScreen } from '../../kit/FullScreen';
import { useText } from '../../kit/i18n/useText';
import { Preview } from '../../kit/preview/Preview';
import { SkeletonText } from '../../kit/Skeleton';
import { useArtifact } from '../../shell/artifacts';
import { useKernel } from '../../shell/kernelDoor';
import { ArtifactActions } from './ArtifactActions';
import { ArtifactFacts } from './ArtifactFacts';
import { useVersions } from './useVersions';

export interface ViewerProps {
  id: string;
  /** Among which one can go on to the next. */
  list: readonly Artifact[];
  onMove: (id: string) => void;
  onClose: () => void;
}

/** Controls that have a use of their own for the keys that lead to a neighbour. */
const OWN_KEYS = 'input, audio, video, [role=radiogroup]';

/** One artifact over the whole window: to look at, to read, to hear; arrow keys lead to its neighbours. */
export function ArtifactViewer({ id, list, onMove, onClose }: ViewerProps) {
  const { t } = useText();
  const { api } = useKernel();
  const query = useArtifact(id);
  const versions = useVersions(id);
  const [number, setNumber] = useState<number | null>(null);
  const shown = versions.find((it) => it.version === number) ?? query.data;
  const at = list.findIndex((it) => it.id === id);
  const previous = at > 0 ? list[at - 1] : undefined;
  const next = at >= 0 ? list[at + 1] : undefined;
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target instanceof Element && event.target.closest(OWN_KEYS)) return;
    const to = { ArrowRight: next, j: next, ArrowLeft: previous, k: previous }[event.key];
    if (!to) return;
    event.preventDefault();
    onMove(to.id);
  };
  return (
    <FullScreen
      title={shown?.name ?? '…'}
      onKeyDown={onKeyDown}
      onClose={onClose}
      lead={
        <>
          <IconButton
            label={t('artifacts.previous')}
            disabled={!previous}
            onClick={() => previous && onMove(previous.id)}
          >
            <ChevronLeft />
          </IconButton>
          <IconButton label={t('artifacts.next')} disabled={!next} onClick={() => next && onMove(next.id)}>
            <ChevronRight />
          </IconButton>
        </>
      }
      actions={shown && <ArtifactActions artifact={shown} onDelete={onClose} />}
    >
      <div className="flex min-h-0 flex-1 border-t border-line max-sm:flex-col max-sm:overflow-y-auto">
        <div className="min-h-0 min-w-0 flex-1 max-sm:h-[55vh] max-sm:flex-none">
          {query.isPending && <SkeletonText lines={8} />}
          {query.error && <ErrorCard error={query.error} onRetry={() => void query.refetch()} />}
          {shown && (
            <Preview
              key={`${shown.id} ${shown.version}`}
              url={api.artifactUrl(shown)}
              name={shown.name}
              mediaType={shown.media_type}
              bytes={shown.bytes}
            />
          )}
        </div>
        {shown && <ArtifactFacts artifact={shown} versions={versions} onVersion={setNumber} onLeave={onClose} />}
      </div>
    </FullScreen>
  );
}
