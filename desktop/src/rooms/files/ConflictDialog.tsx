import { Button } from '../../kit/Button';
import { Dialog } from '../../kit/Dialog';
import { useText } from '../../kit/i18n/useText';
import { nameOf } from './paths';

export interface ConflictDialogProps {
  path: string;
  onOverwrite: () => void;
  onTakeTheirs: () => void;
  onClose: () => void;
}

/** The file was changed by somebody else since it was opened: whose text stays. */
export function ConflictDialog({ path, onOverwrite, onTakeTheirs, onClose }: ConflictDialogProps) {
  const { t } = useText();
  return (
    <Dialog title={t('files.conflict')} description={t('files.conflictWhy', { name: nameOf(path) })} onClose={onClose}>
      <div className="flex flex-wrap justify-end gap-2 pt-2">
        <Button onClick={onClose}>{t('files.keepEditing')}</Button>
        <Button onClick={onTakeTheirs}>{t('files.takeTheirs')}</Button>
        <Button look="danger" onClick={onOverwrite}>
          {t('files.overwrite')}
        </Button>
      </div>
    </Dialog>
  );
}
