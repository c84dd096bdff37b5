import { ConfirmDialog, NameDialog } from '../../kit/Dialog';
import { useText } from '../../kit/i18n/useText';
import { joined, nameOf, parentOf } from './paths';
import type { TreeAsk } from './TreeMenu';
import { useFileWork } from './useFileWork';

interface TreeDialogsProps {
  project: string;
  asking: TreeAsk | null;
  onClose: () => void;
}

/** Asks for a name, or whether to delete. */
export function TreeDialogs({ project, asking, onClose }: TreeDialogsProps) {
  const { t, n } = useText();
  const { makeFile, makeFolder, moveAll, removeAll } = useFileWork(project);
  switch (asking?.kind) {
    case 'file':
    case 'folder':
      return (
        <NameDialog
          title={t(asking.kind === 'file' ? 'files.newFile' : 'files.newFolder')}
          label={asking.in ? t('files.nameIn', { folder: asking.in }) : t('files.path')}
          verb={t('do.create')}
          onName={(name) => (asking.kind === 'file' ? makeFile : makeFolder).mutate(joined(asking.in, name))}
          onClose={onClose}
        />
      );
    case 'rename':
      return (
        <NameDialog
          title={t('do.rename')}
          label={t('files.name')}
          verb={t('do.rename')}
          initial={nameOf(asking.path)}
          onName={(name) => moveAll.mutate([{ from: asking.path, to: joined(parentOf(asking.path), name) }])}
          onClose={onClose}
        />
      );
    case 'delete':
      return (
        <ConfirmDialog
          title={asking.paths.length === 1 ? t('do.delete') : n('files.deleteMany', asking.paths.length)}
          description={t('files.deleteWhy', { path: asking.paths.slice(0, 8).join(', ') })}
          verb={t('do.delete')}
          onConfirm={() => removeAll.mutate(asking.paths)}
          onClose={onClose}
        />
      );
    case undefined:
      return null;
  }
}
