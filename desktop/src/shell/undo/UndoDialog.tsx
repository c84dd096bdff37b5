import { useMutation, useQuery } from '@tanstack/react-query';
import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { UndoChoice, UndoDone, UndoItem, UndoTarget } from '../../kernel/undo';
import { Button } from '../../kit/Button';
import { Counts } from '../../kit/diff/DiffView';
import { DiffText } from '../../kit/diff/DiffText';
import { Dialog } from '../../kit/Dialog';
import { ErrorCard } from '../../kit/ErrorCard';
import { useText } from '../../kit/i18n/useText';
import { Segments } from '../../kit/Segments';
import { SkeletonText } from '../../kit/Skeleton';
import { toast } from '../../kit/toasts';
import { useKernel } from '../kernelDoor';

export interface UndoDialogProps {
  target: UndoTarget;
  /** Files and folders; everything if absent. */
  paths?: string[];
  onClose: () => void;
}

/** Shows exactly what an undo changes, what is in its way and what it cannot reach, and does it. */
export function UndoDialog({ target, paths, onClose }: UndoDialogProps) {
  const { t } = useText();
  const { api } = useKernel();
  const [choices, setChoices] = useState<Readonly<Record<string, UndoChoice>>>({});
  const chosen = Object.entries(choices).map(([path, choice]) => ({ path, choice }));
  const wish = { ...(paths ? { paths } : {}), ...(chosen.length > 0 ? { choices: chosen } : {}) };
  const plan = useQuery({
    queryKey: ['undo', target, wish],
    queryFn: () => api.previewUndo(target, wish),
    placeholderData: (before) => before,
    gcTime: 0,
    retry: false,
  });
  const apply = useApply(onClose, () => void plan.refetch());
  const made = plan.data;
  return (
    <Dialog title={titleOf(target, t)} wide onClose={onClose}>
      {plan.isPending && <SkeletonText lines={5} />}
      {plan.error && <ErrorCard error={plan.error} onRetry={() => void plan.refetch()} />}
      {made && (
        <>
          {made.items.length === 0 && <p className="py-3 text-ink-2">{t('undo.nothing')}</p>}
          <ul aria-label={t('undo.plan')}>
            {made.items.map((it) => (
              <Item key={it.path} item={it} onChoose={(choice) => setChoices({ ...choices, [it.path]: choice })} />
            ))}
          </ul>
          {made.outside.length > 0 && (
            <section className="mt-3 rounded-control border border-line p-3" aria-label={t('undo.outside')}>
              <h3 className="flex items-center gap-2 font-medium text-bad">
                <TriangleAlert className="size-4" aria-hidden />
                {t('undo.outside')}
              </h3>
              <ul className="mt-1.5 font-mono text-sm text-ink-2">
                {made.outside.map((it) => (
                  <li key={it.run_id + it.call_id} className="truncate" title={it.what}>
                    {it.tool} {it.what}
                  </li>
                ))}
              </ul>
            </section>
          )}
          <div className="flex justify-end gap-2 pt-4">
            <Button onClick={onClose}>{t('do.cancel')}</Button>
            <Button
              look="primary"
              disabled={made.changed === 0 || apply.isPending || plan.isFetching}
              onClick={() => apply.mutate({ target, wish: { ...wish, token: made.token } })}
            >
              {'undo' in target ? t('undo.redo') : t('undo.verb', { count: made.changed })}
            </Button>
          </div>
        </>
      )}
    </Dialog>
  );
}

function titleOf(target: UndoTarget, t: ReturnType<typeof useText>['t']): string {
  if ('run' in target) return t(target.call ? 'undo.title.call' : 'undo.title.run');
  return t('undo' in target ? 'undo.title.redo' : 'undo.title.back');
}

function Item({ item, onChoose }: { item: UndoItem; onChoose: (choice: UndoChoice) => void }) {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  const shown = item.change;
  const options: { value: UndoChoice; label: string }[] = [
    { value: 'mine', label: t('undo.mine') },
    { value: 'old', label: t('undo.old') },
    ...(item.choice === 'merge' || item.merged ? [{ value: 'merge' as const, label: t('undo.merge') }] : []),
  ];
  return (
    <li className="border-b border-line py-1.5">
      <div className="flex flex-wrap items-center gap-2">
        <button
          type="button"
          aria-expanded={open}
          disabled={!shown?.patch}
          onClick={() => setOpen(!open)}
          className="min-w-0 flex-1 truncate text-left font-mono text-sm underline-offset-2 enabled:hover:underline"
        >
          {item.path}
        </button>
        {shown && <span className="text-sm text-ink-3">{t(`diff.${shown.kind}`)}</span>}
        <Counts patch={shown?.patch} />
        {item.choice && (
          <>
            <span className="text-sm text-wait">{t('undo.conflict')}</span>
            <Segments
              label={t('undo.choice', { path: item.path })}
              value={item.choice}
              options={options}
              onChange={onChoose}
            />
          </>
        )}
        {item.reason && <span className="text-sm text-ink-3">{t(`undo.${item.reason}`)}</span>}
      </div>
      {open && shown?.patch && (
        <div className="mt-1.5 rounded-control border border-line">
          <DiffText patch={shown.patch} cut={shown.patch_cut} look="inline" label={t('diff.of', { path: item.path })} />
        </div>
      )}
    </li>
  );
}

/** Does it and offers the way back. */
function useApply(onDone: () => void, onStale: () => void) {
  const { api, queries } = useKernel();
  const refresh = () => {
    void queries.invalidateQueries({ queryKey: ['files'] });
    void queries.invalidateQueries({ queryKey: ['changes'] });
  };
  const failed = (error: Error) => toast({ text: 'undo.failed', values: { why: error.message }, tone: 'bad' });
  const redo = ({ undo }: UndoDone) =>
    api
      .makeUndo({ project: undo.project_id, undo: undo.id }, {})
      .then((done) => {
        refresh();
        toast({ text: 'undo.redone', values: { count: done.undo.changed } });
      })
      .catch(failed);
  return useMutation({
    mutationFn: ({ target, wish }: { target: UndoTarget; wish: Parameters<typeof api.makeUndo>[1] }) =>
      api.makeUndo(target, wish),
    onSuccess: (done) => {
      refresh();
      toast({
        text: 'undo.done',
        values: { count: done.undo.changed },
        action: { label: 'undo.redo', run: () => void redo(done) },
      });
      onDone();
    },
    onError: (error: Error) => {
      failed(error);
      onStale();
    },
  });
}
