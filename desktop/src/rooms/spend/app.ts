import { Coins } from 'lucide-react';
import type { App } from '../../shell/app';

export const spendApp: App = {
  id: 'spend',
  title: 'room.spend',
  Icon: Coins,
  path: '/spend',
  wideOnly: true,
  key: 'P',
  load: () => import('./SpendWindow'),
  shortcuts: [{ id: 'spend.budget', keys: 'N', label: 'budget.new', room: 'spend' }],
};
