import { Camera } from 'lucide-react';
import { useState, type SubmitEvent } from 'react';
import type { Run } from '../../../kernel/objects';
import { Button } from '../../../kit/Button';
import { Dialog } from '../../../kit/Dialog';
import { ErrorCard } from '../../../kit/ErrorCard';
import { useText } from '../../../kit/i18n/useText';
import { useMakeSnapshot } from './useSnapshots';

/** Keeps a run as it is now, under a name or none. */
export function SnapshotDialog({ run, onClose }: { run: Run; onClose: () => void }) {
  const { t } = useText();
  const [label, setLabel] = useState('');
  const make = useMakeSnapshot(run);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!make.isPending) make.mutate(label.trim(), { onSuccess: onClose });
  };
  return (
    <Dialog title={t('snapshots.make')} description={t('snapshots.what')} onClose={onClose}>
      <form onSubmit={submit} className="grid gap-3">
        <label className="block text-ink-2">
          {t('snapshots.label')}
          <input
            autoFocus
            maxLength={200}
            className="field mt-1"
            value={label}
            onChange={({ target }) => setLabel(target.value)}
          />
        </label>
        {make.error && <ErrorCard error={make.error} />}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('do.cancel')}</Button>
          <Button look="primary" type="submit" icon={<Camera />} disabled={make.isPending}>
            {t('do.keep')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
