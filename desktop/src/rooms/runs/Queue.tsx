import { useMutation, useQuery } from '@tanstack/react-query';
import { ArrowDown, ArrowUp, GripVertical } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { QueuedRun } from '../../kernel/api';
import { IconButton } from '../../kit/Button';
import { classes } from '../../kit/classes';
import { Empty } from '../../kit/Empty';
import { ErrorCard } from '../../kit/ErrorCard';
import { Time } from '../../kit/Facts';
import { useText } from '../../kit/i18n/useText';
import { SkeletonRows } from '../../kit/Skeleton';
import { toast } from '../../kit/toasts';
import { useKernel } from '../../shell/kernelDoor';
import { priorityWord } from './priorities';
import { moved, placeOf } from './queueOrder';
import { RunMenu } from './RunMenu';

const KEY = ['runs', 'queue'];

/** What begins next, in its order; dragging a run changes it. */
export function Queue() {
  const { t } = useText();
  const { api, queries } = useKernel();
  const query = useQuery({ queryKey: KEY, queryFn: async () => (await api.queue()).queued });
  const [dragged, setDragged] = useState<string | null>(null);
  const move = useMutation({
    mutationFn: ({ id, to }: { id: string; to: number }) => api.moveQueued(id, placeOf(query.data ?? [], id, to)),
    onMutate: ({ id, to }) => {
      const before = queries.getQueryData<QueuedRun[]>(KEY);
      queries.setQueryData<QueuedRun[]>(KEY, (all) => moved(all ?? [], id, to));
      return { before };
    },
    onError: (error, _, context) => {
      queries.setQueryData(KEY, context?.before);
      toast({ text: 'runs.refused', values: { why: error.message }, tone: 'bad' });
    },
    onSettled: () => void queries.invalidateQueries({ queryKey: KEY }),
  });
  if (query.isPending) return <SkeletonRows rows={6} />;
  if (query.error) return <ErrorCard error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data.length === 0) return <Empty drawing="strand" sentence={t('queue.none')} />;
  return (
    <>
      <p className="px-4 py-2 text-sm text-ink-3">{t('queue.hint')}</p>
      <ol aria-label={t('queue.label')}>
        {query.data.map((it, at) => (
          <li
            key={it.run.id}
            draggable
            onDragStart={() => setDragged(it.run.id)}
            onDragEnd={() => setDragged(null)}
            onDragOver={(event) => event.preventDefault()}
            onDrop={() => dragged && dragged !== it.run.id && move.mutate({ id: dragged, to: at })}
            className={classes(
              'flex min-h-12 items-center gap-2 border-b border-line px-3 hover:bg-panel',
              dragged === it.run.id && 'opacity-50',
            )}
          >
            <GripVertical aria-hidden className="size-4 shrink-0 cursor-grab text-ink-3 max-sm:hidden" />
            <span className="w-7 shrink-0 text-right font-mono text-sm text-ink-3">{it.position}</span>
            <Link href={`/runs/${it.run.id}`} className="min-w-0 flex-1 truncate rounded-sm font-medium">
              {it.run.goal}
            </Link>
            <span className="text-sm text-ink-2">{priorityWord(t, it.priority)}</span>
            <Time at={it.since} className="w-20 text-right text-sm text-ink-3 max-sm:hidden" />
            <IconButton
              size="dense"
              label={t('queue.up')}
              disabled={at === 0}
              onClick={() => move.mutate({ id: it.run.id, to: at - 1 })}
            >
              <ArrowUp />
            </IconButton>
            <IconButton
              size="dense"
              label={t('queue.down')}
              disabled={at === query.data.length - 1}
              onClick={() => move.mutate({ id: it.run.id, to: at + 1 })}
            >
              <ArrowDown />
            </IconButton>
            <RunMenu run={it.run} />
          </li>
        ))}
      </ol>
    </>
  );
}
