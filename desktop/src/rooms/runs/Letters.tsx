import { useMutation, useQuery } from '@tanstack/react-query';
import { Pencil, RotateCw, X } from 'lucide-react';
import { useState, type SubmitEvent } from 'react';
import { Link, useLocation } from 'wouter';
import type { RunRetry } from '../../kernel/api';
import type { DeadLetter } from '../../kernel/objects';
import { Avatar } from '../../kit/Avatar';
import { Button } from '../../kit/Button';
import { Dialog } from '../../kit/Dialog';
import { Empty } from '../../kit/Empty';
import { ErrorCard } from '../../kit/ErrorCard';
import { Time } from '../../kit/Facts';
import { useText } from '../../kit/i18n/useText';
import { SkeletonRows } from '../../kit/Skeleton';
import { toast } from '../../kit/toasts';
import { useKernel } from '../../shell/kernelDoor';
import { usePersona } from '../../shell/queries';

/** The failed runs that nobody has taken care of, each with its cause. */
export function Letters() {
  const { t } = useText();
  const { api } = useKernel();
  const query = useQuery({ queryKey: ['letters'], queryFn: async () => (await api.deadLetters()).dead_letters });
  if (query.isPending) return <SkeletonRows rows={6} />;
  if (query.error) return <ErrorCard error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data.length === 0) return <Empty drawing="strand" sentence={t('letters.none')} />;
  return (
    <ul aria-label={t('letters.label')}>
      {query.data.map((it) => (
        <Letter key={it.id} letter={it} />
      ))}
    </ul>
  );
}

function useLetter(letter: DeadLetter) {
  const { api, queries } = useKernel();
  const [, navigate] = useLocation();
  const onError = (error: Error) => toast({ text: 'runs.refused', values: { why: error.message }, tone: 'bad' });
  const retry = useMutation({
    mutationFn: (change: RunRetry) => api.retryRun(letter.id, change),
    onSuccess: (run) => navigate(`/runs/${run.id}`),
    onError,
  });
  const close = useMutation({
    mutationFn: () => api.closeLetter(letter.id),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['letters'] });
      toast({ text: 'done.closed' });
    },
    onError,
  });
  return { retry, close };
}

function Letter({ letter }: { letter: DeadLetter }) {
  const { t, n } = useText();
  const persona = usePersona(letter.persona_id);
  const { retry, close } = useLetter(letter);
  const [editing, setEditing] = useState(false);
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-2 border-b border-line px-4 py-3">
      <Avatar persona={persona} />
      <div className="min-w-0 flex-1 basis-60">
        <Link href={`/runs/${letter.id}`} className="block truncate rounded-sm font-medium">
          {letter.goal}
        </Link>
        <p className="text-sm break-words text-ink-2">
          {letter.detail} <span className="font-mono text-bad">{letter.code}</span>
        </p>
        <p className="text-sm text-ink-3">
          <Time at={letter.failed_at} /> · {n('letters.attempts', letter.attempts)}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button size="dense" icon={<RotateCw />} disabled={retry.isPending} onClick={() => retry.mutate({})}>
          {t('do.retry')}
        </Button>
        <Button size="dense" icon={<Pencil />} onClick={() => setEditing(true)}>
          {t('letters.edit')}
        </Button>
        <Button size="dense" look="quiet" icon={<X />} disabled={close.isPending} onClick={() => close.mutate()}>
          {t('letters.close')}
        </Button>
      </div>
      {editing && <RetryDialog goal={letter.goal} onRetry={retry.mutate} onClose={() => setEditing(false)} />}
    </li>
  );
}

interface RetryDialogProps {
  goal: string;
  onRetry: (change: RunRetry) => void;
  onClose: () => void;
}

/** Another wording or another model for a goal that failed. */
function RetryDialog({ goal, onRetry, onClose }: RetryDialogProps) {
  const { t } = useText();
  const [words, setWords] = useState(goal);
  const [model, setModel] = useState('');
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    onRetry({
      ...(words.trim() === goal ? {} : { goal: words.trim() }),
      ...(model.trim() ? { model: model.trim() } : {}),
    });
    onClose();
  };
  return (
    <Dialog title={t('letters.edit')} onClose={onClose}>
      <form onSubmit={submit} className="space-y-3">
        <label className="block text-ink-2">
          {t('runs.goal')}
          <textarea
            autoFocus
            rows={4}
            className="field mt-1 h-auto py-2"
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        </label>
        <label className="block text-ink-2">
          {t('letters.model')}
          <input
            className="field mt-1"
            placeholder="provider/model"
            value={model}
            onChange={(event) => setModel(event.target.value)}
          />
        </label>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('do.cancel')}</Button>
          <Button look="primary" type="submit" disabled={!words.trim()}>
            {t('do.retry')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
