import { FolderTree } from 'lucide-react';
import type { App } from '../../shell/app';

export const filesApp: App = {
  id: 'files',
  title: 'room.files',
  Icon: FolderTree,
  path: '/files',
  key: 'F',
  load: () => import('./FilesWindow'),
  shortcuts: [
    { id: 'files.save', keys: 'Mod+S', label: 'do.save', room: 'files' },
    { id: 'files.new', keys: 'N', label: 'files.newFile', room: 'files' },
    { id: 'files.rename', keys: 'F2', label: 'do.rename', room: 'files' },
  ],
};
