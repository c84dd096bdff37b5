import { Download, RotateCw, Share2, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Artifact } from '../../kernel/artifacts';
import { IconButton } from '../../kit/Button';
import { useText } from '../../kit/i18n/useText';
import { useKernel } from '../../shell/kernelDoor';
import { ShareDialog } from './ShareDialog';
import { useArtifactWork } from './useArtifactWork';

/** What can be done with one version, and with the artifact. */
export function ArtifactActions({ artifact, onDelete }: { artifact: Artifact; onDelete: () => void }) {
  const { t } = useText();
  const { api } = useKernel();
  const { remove, regenerate } = useArtifactWork();
  const [sharing, setSharing] = useState(false);
  return (
    <>
      <a
        href={api.artifactUrl(artifact, true)}
        download={artifact.name}
        aria-label={t('do.download')}
        title={t('do.download')}
        className="inline-flex size-8 shrink-0 items-center justify-center rounded-control text-ink-2 transition-colors hover:bg-hover hover:text-ink [&_svg]:size-4"
      >
        <Download aria-hidden />
      </a>
      <IconButton label={t('artifacts.share')} onClick={() => setSharing(true)}>
        <Share2 />
      </IconButton>
      {artifact.run_id && (
        <IconButton
          label={t('artifacts.regenerate')}
          disabled={regenerate.isPending}
          onClick={() => regenerate.mutate(artifact)}
        >
          <RotateCw />
        </IconButton>
      )}
      <IconButton
        label={t('do.delete')}
        onClick={() => {
          remove.mutate(artifact);
          onDelete();
        }}
      >
        <Trash2 />
      </IconButton>
      {sharing && <ShareDialog artifact={artifact} onClose={() => setSharing(false)} />}
    </>
  );
}
