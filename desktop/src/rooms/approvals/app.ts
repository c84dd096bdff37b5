import { Stamp } from 'lucide-react';
import type { App } from '../../shell/app';

export const approvalsApp: App = {
  id: 'approvals',
  title: 'room.approvals',
  Icon: Stamp,
  path: '/approvals',
  key: 'A',
  load: () => import('./ApprovalsWindow'),
  shortcuts: [
    { id: 'approvals.approve', keys: 'A', label: 'do.approve', room: 'approvals' },
    { id: 'approvals.edit', keys: 'E', label: 'do.edit', room: 'approvals' },
    { id: 'approvals.reject', keys: 'R', label: 'do.reject', room: 'approvals' },
    { id: 'approvals.next', keys: 'J', label: 'key.next', room: 'approvals' },
    { id: 'approvals.previous', keys: 'K', label: 'key.previous', room: 'approvals' },
  ],
};
