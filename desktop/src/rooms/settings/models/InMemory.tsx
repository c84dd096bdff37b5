import type { RunningModel } from '../../../kernel/localModels';
import { Button } from '../../../kit/Button';
import { ErrorCard } from '../../../kit/ErrorCard';
import { useNow } from '../../../kit/Facts';
import { bytesText, exactTime, relativeTime } from '../../../kit/format';
import { useText } from '../../../kit/i18n/useText';
import { SkeletonRows } from '../../../kit/Skeleton';
import { useInMemory, useLocalWork } from './useLocalModels';

/** The local models that are in memory, how much of it they take and how long they stay. */
export function InMemory() {
  const { t } = useText();
  const { data, error, isPending, refetch } = useInMemory();
  const { unload } = useLocalWork();
  return (
    <section aria-label={t('memory.title')}>
      <h2 className="font-medium">{t('memory.title')}</h2>
      <p className="mb-3 text-sm text-ink-3">{t('memory.why')}</p>
      {isPending && <SkeletonRows rows={1} tall />}
      {error && <ErrorCard error={error} onRetry={() => void refetch()} />}
      {data?.length === 0 && (
        <p className="rounded-panel border border-dashed border-line px-3 py-2.5 text-ink-2">{t('memory.none')}</p>
      )}
      <ul className="divide-y divide-line rounded-panel border border-line bg-panel empty:hidden">
        {data?.map((it) => (
          <Row
            key={it.id}
            model={it}
            leaving={unload.isPending && unload.variables === it.id}
            onUnload={() => unload.mutate(it.id)}
          />
        ))}
      </ul>
    </section>
  );
}

interface RowProps {
  model: RunningModel;
  leaving: boolean;
  onUnload: () => void;
}

function Row({ model, leaving, onUnload }: RowProps) {
  const { t, language } = useText();
  const now = useNow(10_000);
  const { id, bytes, graphics_bytes: graphics, until } = model;
  return (
    <li className="flex min-h-13 items-center gap-3 py-1.5 pr-2 pl-3">
      <div className="min-w-0 flex-1">
        <p className="truncate font-mono text-sm" title={id}>
          {id}
        </p>
        <p className="flex flex-wrap gap-x-3 text-sm text-ink-3">
          <span>{bytesText(bytes, language)}</span>
          {graphics > 0 && <span>{t('memory.graphics', { bytes: bytesText(graphics, language) })}</span>}
          {until ? (
            <span title={exactTime(until, language)}>
              {t('memory.until', { time: relativeTime(until, now, language) })}
            </span>
          ) : (
            <span>{t('memory.stays')}</span>
          )}
        </p>
      </div>
      <Button size="dense" aria-label={t('memory.unloadOf', { name: id })} disabled={leaving} onClick={onUnload}>
        {t('memory.unload')}
      </Button>
    </li>
  );
}
