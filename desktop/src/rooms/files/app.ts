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
    { id: 'files.find', keys: 'Mod+P', label: 'files.findName', room: 'files' },
    { id: 'files.search', keys: 'Mod+Shift+F', label: 'files.findText', room: 'files' },
    { id: 'files.close', keys: 'Alt+W', label: 'files.closeOpen', room: 'files' },
    { id: 'files.nextTab', keys: 'Alt+]', label: 'files.nextTab', room: 'files' },
    { id: 'files.previousTab', keys: 'Alt+[', label: 'files.previousTab', room: 'files' },
  ],
};
