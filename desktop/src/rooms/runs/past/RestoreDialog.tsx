import { History } from 'lucide-react';
import { useState, type SubmitEvent } from 'react';
import type { Snapshot } from '../../../kernel/past';
import { Button } from '../../../kit/Button';
import { Dialog } from '../../../kit/Dialog';
import { ErrorCard } from '../../../kit/ErrorCard';
import { useText } from '../../../kit/i18n/useText';
import { FilesChoice } from './FilesChoice';
import { useRestore } from './useSnapshots';

const FILES = ['copy', 'restore'] as const;

/** Starts a run that goes on from a snapshot, with a word to it or none. */
export function RestoreDialog({ snapshot, onClose }: { snapshot: Snapshot; onClose: () => void }) {
  const { t } = useText();
  const [message, setMessage] = useState('');
  const [files, setFiles] = useState<(typeof FILES)[number]>('copy');
  const restore = useRestore(snapshot, onClose);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (restore.isPending) return;
    restore.mutate({ workspace: files, ...(message.trim() ? { message: message.trim() } : {}) });
  };
  return (
    <Dialog title={t('snapshots.restoreTitle')} description={t('snapshots.restoreWhat')} onClose={onClose}>
      <form onSubmit={submit} className="grid gap-4">
        <label className="block text-ink-2">
          {t('fork.message')}
          <textarea
            autoFocus
            rows={2}
            maxLength={32_000}
            className="field mt-1 h-auto py-2"
            value={message}
            onChange={({ target }) => setMessage(target.value)}
          />
        </label>
        <FilesChoice value={files} options={FILES} onChange={setFiles} />
        {restore.error && <ErrorCard error={restore.error} />}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('do.cancel')}</Button>
          <Button look="primary" type="submit" icon={<History />} disabled={restore.isPending}>
            {t('snapshots.restore')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
