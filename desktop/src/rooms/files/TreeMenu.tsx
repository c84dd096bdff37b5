import { Copy, Download, FilePlus2, FolderPlus, Pencil, Trash2, Upload } from 'lucide-react';
import type { ReactNode } from 'react';
import type { FileEntry } from '../../kernel/objects';
import { ContextMenu } from '../../kit/ContextMenu';
import { copyText } from '../../kit/copyText';
import { useText } from '../../kit/i18n/useText';
import { useKernel } from '../../shell/kernelDoor';
import { saveAs } from './download';
import { parentOf } from './paths';
import { pickFiles } from './pickFiles';
import type { UploadTo } from './useFileWork';

/** What the tree asks before it does it. */
export type TreeAsk =
  | { kind: 'file' | 'folder'; in: string }
  | { kind: 'rename'; path: string }
  | { kind: 'delete'; paths: readonly string[] };

interface TreeMenuProps {
  project: string;
  entry: FileEntry;
  /** What a command is about: the whole choice, or this entry. */
  meant: readonly string[];
  onAsk: (ask: TreeAsk) => void;
  onUpload: UploadTo;
  children: ReactNode;
}

/** What can be done with an entry of the tree, on a right click, a long press or the menu key. */
export function TreeMenu({ project, entry, meant, onAsk, onUpload, children }: TreeMenuProps) {
  const { t, n } = useText();
  const { api } = useKernel();
  const folder = entry.kind === 'dir' ? entry.path : parentOf(entry.path);
  const one = meant.length === 1;
  return (
    <ContextMenu
      items={[
        {
          id: 'file',
          icon: <FilePlus2 />,
          label: t('files.newFile'),
          onPick: () => onAsk({ kind: 'file', in: folder }),
        },
        {
          id: 'folder',
          icon: <FolderPlus />,
          label: t('files.newFolder'),
          onPick: () => onAsk({ kind: 'folder', in: folder }),
        },
        {
          id: 'upload',
          icon: <Upload />,
          label: t('files.uploadHere'),
          onPick: () => pickFiles((files) => onUpload(folder, files)),
        },
        {
          id: 'download',
          apart: true,
          icon: <Download />,
          label: t('do.download'),
          disabled: !one || entry.kind !== 'file',
          onPick: () => saveAs(api.rawUrl(project, entry.path, true), entry.name),
        },
        { id: 'path', icon: <Copy />, label: t('files.copyPath'), onPick: () => copyText(meant.join('\n')) },
        {
          id: 'rename',
          apart: true,
          icon: <Pencil />,
          label: t('do.rename'),
          disabled: !one,
          onPick: () => onAsk({ kind: 'rename', path: entry.path }),
        },
        {
          id: 'delete',
          icon: <Trash2 />,
          danger: true,
          label: one ? t('do.delete') : n('files.deleteMany', meant.length),
          onPick: () => onAsk({ kind: 'delete', paths: meant }),
        },
      ]}
    >
      {children}
    </ContextMenu>
  );
}
