import { Globe } from 'lucide-react';
import type { App } from '../../shell/app';

export const networkApp: App = {
  id: 'network',
  title: 'room.network',
  Icon: Globe,
  path: '/network',
  wideOnly: true,
  key: 'W',
  load: () => import('./NetworkWindow'),
  shortcuts: [],
};
