import { Waypoints } from 'lucide-react';
import type { App } from '../../shell/app';

export const runsApp: App = {
  id: 'runs',
  title: 'room.runs',
  Icon: Waypoints,
  path: '/runs',
  key: 'R',
  load: () => import('./RunsWindow'),
  shortcuts: [
    { id: 'runs.next', keys: 'J', label: 'key.next', room: 'runs' },
    { id: 'runs.previous', keys: 'K', label: 'key.previous', room: 'runs' },
    { id: 'runs.open', keys: 'Enter', label: 'key.open', room: 'runs' },
    { id: 'runs.peek', keys: 'Space', label: 'key.peek', room: 'runs' },
    { id: 'runs.choose', keys: 'X', label: 'key.choose', room: 'runs' },
    { id: 'runs.compare', keys: 'C', label: 'key.compare', room: 'runs' },
    { id: 'runs.fork', keys: 'F', label: 'key.fork', room: 'runs' },
    { id: 'runs.back', keys: 'Escape', label: 'key.back', room: 'runs' },
  ],
};
