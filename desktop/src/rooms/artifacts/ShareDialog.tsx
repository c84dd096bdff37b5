import { useMutation, useQuery } from '@tanstack/react-query';
import { Copy } from 'lucide-react';
import { useState } from 'react';
import type { Artifact, ArtifactShare } from '../../kernel/artifacts';
import { Button } from '../../kit/Button';
import { copyText } from '../../kit/copyText';
import { Dialog } from '../../kit/Dialog';
import { ErrorCard } from '../../kit/ErrorCard';
import { Time } from '../../kit/Facts';
import { useText } from '../../kit/i18n/useText';
import { Segments } from '../../kit/Segments';
import { toast } from '../../kit/toasts';
import { useKernel } from '../../shell/kernelDoor';

const TIMES = { hour: 3_600, day: 86_400, week: 604_800, month: 2_592_000 } as const;

type Span = keyof typeof TIMES;

const SPANS = Object.keys(TIMES) as Span[];

/** Makes a link to one version, and takes links back. */
export function ShareDialog({ artifact, onClose }: { artifact: Artifact; onClose: () => void }) {
  const { t } = useText();
  const { api, queries } = useKernel();
  const [span, setSpan] = useState<Span>('day');
  const queryKey = ['artifact', artifact.id, 'shares'];
  const shares = useQuery({ queryKey, queryFn: async () => (await api.artifactShares(artifact.id)).shares });
  const refresh = () => queries.invalidateQueries({ queryKey });
  const failed = (error: Error) => toast({ text: 'artifacts.failed', values: { why: error.message }, tone: 'bad' });
  const make = useMutation({
    mutationFn: () => api.shareArtifact(artifact.id, { version: artifact.version, expires_in_s: TIMES[span] }),
    onSuccess: refresh,
    onError: failed,
  });
  const revoke = useMutation({
    mutationFn: (share: ArtifactShare) => api.revokeArtifactShare(artifact.id, share.id),
    onSuccess: (_, share) => {
      if (make.data?.id === share.id) make.reset();
      toast({ text: 'artifacts.revoked' });
      return refresh();
    },
    onError: failed,
  });
  const working = (shares.data ?? []).filter((it) => it.works);
  return (
    <Dialog
      title={t('artifacts.shareTitle', { name: artifact.name })}
      description={t('artifacts.shareWhy')}
      onClose={onClose}
    >
      <div className="grid gap-4">
        <div className="flex flex-wrap items-center gap-2">
          <Segments
            label={t('artifacts.works')}
            value={span}
            options={SPANS.map((it) => ({ value: it, label: t(`artifacts.span.${it}`) }))}
            onChange={setSpan}
          />
          <Button look="primary" className="ml-auto" disabled={make.isPending} onClick={() => make.mutate()}>
            {t('artifacts.makeLink')}
          </Button>
        </div>
        {make.data?.url && <MadeLink url={make.data.url} />}
        {shares.error && <ErrorCard error={shares.error} onRetry={() => void shares.refetch()} />}
        {working.length > 0 && (
          <section aria-label={t('artifacts.links')}>
            <h3 className="mb-1 text-sm font-medium text-ink-3">{t('artifacts.links')}</h3>
            <ul>
              {working.map((it) => (
                <li key={it.id} className="flex min-h-9 items-center gap-2 border-t border-line first:border-t-0">
                  <span>{t('artifacts.version', { number: it.version })}</span>
                  <span className="text-sm text-ink-3">
                    {t('artifacts.until')} <Time at={it.expires_at} />
                  </span>
                  <Button
                    look="quiet"
                    size="dense"
                    className="ml-auto"
                    disabled={revoke.isPending}
                    onClick={() => revoke.mutate(it)}
                  >
                    {t('artifacts.revoke')}
                  </Button>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </Dialog>
  );
}

function MadeLink({ url }: { url: string }) {
  const { t } = useText();
  return (
    <div>
      <div className="flex gap-2">
        <input
          readOnly
          aria-label={t('artifacts.link')}
          className="field min-w-0 flex-1 font-mono text-sm"
          value={url}
          onFocus={(event) => event.target.select()}
        />
        <Button icon={<Copy />} onClick={() => copyText(url)}>
          {t('do.copy')}
        </Button>
      </div>
      <p className="mt-1.5 text-sm text-ink-3">{t('artifacts.linkOnce')}</p>
    </div>
  );
}
