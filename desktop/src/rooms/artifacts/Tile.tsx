import type { Artifact } from '../../kernel/artifacts';
import { ArtifactThumb, KindIcon } from '../../kit/ArtifactThumb';
import { Bytes, Time } from '../../kit/Facts';
import { useText } from '../../kit/i18n/useText';
import { useKernel } from '../../shell/kernelDoor';

/** One artifact on the wall. */
export function Tile({ artifact, onOpen }: { artifact: Artifact; onOpen: () => void }) {
  const { t } = useText();
  const { api } = useKernel();
  return (
    <button
      type="button"
      title={artifact.path ?? artifact.name}
      onClick={onOpen}
      className="group block w-full min-w-0 overflow-hidden rounded-panel border border-line bg-panel text-left transition-colors hover:border-line-strong hover:bg-raised"
    >
      <span className="relative block aspect-[4/3] overflow-hidden border-b border-line bg-desk">
        <ArtifactThumb artifact={artifact} picture={api.thumbnailUrl(artifact)} />
        <span className="absolute top-2 right-2 flex size-6 items-center justify-center rounded-control bg-panel text-ink-2">
          <KindIcon kind={artifact.kind} className="size-3.5" />
        </span>
      </span>
      <span className="block px-2.5 py-2">
        <span className="block truncate font-medium">{artifact.name}</span>
        <span className="flex gap-2 text-xs text-ink-3">
          <span className="sr-only">{t(`artifacts.kind.${artifact.kind}`)}</span>
          <Bytes bytes={artifact.bytes} />
          {artifact.version > 1 && <span>{t('artifacts.versionShort', { number: artifact.version })}</span>}
          <Time at={artifact.made_at} className="ml-auto" />
        </span>
      </span>
    </button>
  );
}
