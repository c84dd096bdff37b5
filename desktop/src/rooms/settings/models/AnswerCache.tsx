import { useMutation, useQuery } from '@tanstack/react-query';
import { Eraser } from 'lucide-react';
import type { AnswerCacheState } from '../../../kernel/models';
import { Button } from '../../../kit/Button';
import { ErrorCard } from '../../../kit/ErrorCard';
import { bytesText } from '../../../kit/format';
import { useText } from '../../../kit/i18n/useText';
import { SkeletonRows } from '../../../kit/Skeleton';
import { toast } from '../../../kit/toasts';
import { useKernel } from '../../../shell/kernelDoor';

const KEY = ['models', 'answers'];

/** Whether identical requests are answered as before, and what is kept for that. */
export function AnswerCache() {
  const { t } = useText();
  const { api } = useKernel();
  const cache = useQuery({ queryKey: KEY, queryFn: api.answerCache });
  return (
    <section aria-label={t('answers.title')}>
      <h2 className="font-medium">{t('answers.title')}</h2>
      <p className="mt-1 mb-3 max-w-160 text-sm text-ink-3">{t('answers.why')}</p>
      {cache.isPending && <SkeletonRows rows={1} />}
      {cache.error && <ErrorCard error={cache.error} onRetry={() => void cache.refetch()} />}
      {cache.data && <Chosen cache={cache.data} />}
    </section>
  );
}

function Chosen({ cache }: { cache: AnswerCacheState }) {
  const { t, n, language } = useText();
  const { api, queries } = useKernel();
  const failed = (error: Error) => toast({ text: 'files.failed', values: { why: error.message }, tone: 'bad' });
  const save = useMutation({
    mutationFn: api.changeAnswerCache,
    onSuccess: (saved) => {
      queries.setQueryData(KEY, saved);
      toast({ text: 'done.saved' });
    },
    onError: failed,
  });
  const empty = useMutation({
    mutationFn: api.emptyAnswerCache,
    onSuccess: async () => {
      toast({ text: 'done.deleted' });
      await queries.invalidateQueries({ queryKey: KEY });
    },
    onError: failed,
  });
  const fixed = cache.set_by === 'environment';
  const size = { size: bytesText(cache.bytes, language), most: bytesText(cache.max_bytes, language) };
  return (
    <>
      <label className="flex items-center gap-2">
        <input
          type="checkbox"
          checked={cache.enabled}
          disabled={fixed || save.isPending}
          onChange={({ target }) => save.mutate({ enabled: target.checked })}
        />
        {t('answers.on')}
      </label>
      {fixed && <p className="mt-1 text-sm text-ink-2">{t('answers.fixed')}</p>}
      <p className="mt-3 flex flex-wrap items-center gap-3 text-ink-2">
        <span>{n('answers.kept', cache.answers, size)}</span>
        {cache.answers > 0 && (
          <Button size="dense" icon={<Eraser />} disabled={empty.isPending} onClick={() => empty.mutate()}>
            {t('answers.forget')}
          </Button>
        )}
      </p>
    </>
  );
}
