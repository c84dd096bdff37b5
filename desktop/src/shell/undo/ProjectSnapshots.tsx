import { useMutation, useQuery } from '@tanstack/react-query';
import { Camera, History, Trash2 } from 'lucide-react';
import { useState, type SubmitEvent } from 'react';
import type { ProjectSnapshot } from '../../kernel/undo';
import { Button, IconButton } from '../../kit/Button';
import { Dialog } from '../../kit/Dialog';
import { ErrorCard } from '../../kit/ErrorCard';
import { Time } from '../../kit/Facts';
import { bytesText } from '../../kit/format';
import { useText } from '../../kit/i18n/useText';
import { toast } from '../../kit/toasts';
import { useKernel } from '../kernelDoor';
import { UndoDialog } from './UndoDialog';

/** A project's files as they were, kept by name: made, restored and deleted. */
export function ProjectSnapshots({ project, onClose }: { project: string; onClose: () => void }) {
  const { t } = useText();
  const { api } = useKernel();
  const [name, setName] = useState('');
  const [back, setBack] = useState<ProjectSnapshot | null>(null);
  const list = useQuery({
    queryKey: ['checkpoints', 'snapshots', project],
    queryFn: () => api.projectSnapshots(project),
  });
  const { make, remove } = useSnapshotWork(project);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    make.mutate(name.trim());
    setName('');
  };
  return (
    <Dialog title={t('keeping.title')} onClose={onClose}>
      <form onSubmit={submit} className="flex items-end gap-2">
        <label className="min-w-0 flex-1 text-ink-2">
          {t('keeping.name')}
          <input className="field mt-1" value={name} maxLength={120} onChange={(it) => setName(it.target.value)} />
        </label>
        <Button look="primary" type="submit" icon={<Camera />} disabled={!name.trim() || make.isPending}>
          {t('keeping.make')}
        </Button>
      </form>
      {list.error && <ErrorCard error={list.error} onRetry={() => void list.refetch()} />}
      {list.data?.snapshots.length === 0 && <p className="py-4 text-ink-2">{t('keeping.none')}</p>}
      <ul className="mt-3">
        {list.data?.snapshots.map((it) => (
          <li key={it.id} className="flex min-h-9 items-center gap-2 border-b border-line">
            <span className="min-w-0 flex-1 truncate">{it.name}</span>
            <Time at={it.made_at} className="text-sm text-ink-3" />
            <IconButton size="dense" label={t('keeping.back', { name: it.name ?? '' })} onClick={() => setBack(it)}>
              <History />
            </IconButton>
            <IconButton
              size="dense"
              label={t('keeping.remove', { name: it.name ?? '' })}
              disabled={remove.isPending}
              onClick={() => remove.mutate(it.id)}
            >
              <Trash2 />
            </IconButton>
          </li>
        ))}
      </ul>
      <Kept project={project} />
      {back && <UndoDialog target={{ project, checkpoint: back.id }} onClose={() => setBack(null)} />}
    </Dialog>
  );
}

/** How much is kept, and how much may be. */
function Kept({ project }: { project: string }) {
  const { t, language } = useText();
  const { api } = useKernel();
  const { data } = useQuery({ queryKey: ['checkpoints', 'keeping', project], queryFn: () => api.keeping(project) });
  if (!data) return null;
  return (
    <div className="mt-3">
      <meter
        className="h-1.5 w-full"
        min={0}
        max={data.most_bytes}
        value={data.bytes}
        aria-label={t('keeping.title')}
      />
      <p className="mt-1 text-sm text-ink-3">
        {t('keeping.kept', {
          checkpoints: data.checkpoints,
          bytes: bytesText(data.bytes, language),
          most: bytesText(data.most_bytes, language),
          days: data.most_days,
        })}
      </p>
    </div>
  );
}

function useSnapshotWork(project: string) {
  const { api, queries } = useKernel();
  const refresh = () => queries.invalidateQueries({ queryKey: ['checkpoints'] });
  const failed = (error: Error) => toast({ text: 'undo.failed', values: { why: error.message }, tone: 'bad' });
  const make = useMutation({
    mutationFn: (name: string) => api.keepProject(project, name),
    onSuccess: async () => {
      toast({ text: 'keeping.made' });
      await refresh();
    },
    onError: failed,
  });
  const remove = useMutation({
    mutationFn: (id: string) => api.deleteProjectSnapshot(project, id),
    onSuccess: refresh,
    onError: failed,
  });
  return { make, remove };
}
