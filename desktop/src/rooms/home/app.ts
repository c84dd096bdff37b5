import { House } from 'lucide-react';
import type { App } from '../../shell/app';

export const homeApp: App = {
  id: 'home',
  title: 'room.home',
  Icon: House,
  path: '/',
  key: 'H',
  load: () => import('./HomeWindow'),
  shortcuts: [{ id: 'home.goal', keys: 'N', label: 'key.newGoal', room: 'home' }],
};
