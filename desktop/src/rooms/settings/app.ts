import { Settings } from 'lucide-react';
import type { App } from '../../shell/app';

export const settingsApp: App = {
  id: 'settings',
  title: 'room.settings',
  Icon: Settings,
  path: '/settings',
  key: 'S',
  load: () => import('./SettingsWindow'),
  shortcuts: [],
  places: [
    { title: 'settings.appearance', path: '/settings/appearance' },
    { title: 'settings.models', path: '/settings/models' },
    { title: 'settings.agents', path: '/settings/agents' },
    { title: 'settings.tools', path: '/settings/tools' },
    { title: 'settings.system', path: '/settings/system' },
  ],
};
