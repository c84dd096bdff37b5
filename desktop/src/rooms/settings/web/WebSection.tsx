import { ErrorCard } from '../../../kit/ErrorCard';
import { useText } from '../../../kit/i18n/useText';
import { SkeletonRows } from '../../../kit/Skeleton';
import { EngineCard } from './EngineCard';
import { Reading } from './Reading';
import { useWeb } from './useWeb';

/** Which search engines agents ask, and what they may read. */
export function WebSection() {
  const { t } = useText();
  const { web, save } = useWeb();
  return (
    <>
      <section aria-label={t('web.engines')}>
        <h2 className="font-medium">{t('web.engines')}</h2>
        <p className="mb-2 text-sm text-ink-3">{t('web.enginesWhy')}</p>
        {web.isPending && <SkeletonRows rows={3} tall />}
        {web.error && <ErrorCard error={web.error} onRetry={() => void web.refetch()} />}
        <ul className="grid grid-cols-[minmax(0,1fr)] gap-2">
          {web.data?.engines.map((it) => (
            <EngineCard key={it.name} engine={it} web={web.data} busy={save.isPending} onSave={save.mutate} />
          ))}
        </ul>
      </section>
      {web.data && <Reading web={web.data} save={save} />}
    </>
  );
}
