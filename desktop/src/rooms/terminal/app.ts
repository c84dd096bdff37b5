import { SquareTerminal } from 'lucide-react';
import type { App } from '../../shell/app';

export const terminalApp: App = {
  id: 'terminal',
  title: 'room.terminal',
  Icon: SquareTerminal,
  path: '/terminal',
  wideOnly: true,
  key: 'T',
  load: () => import('./TerminalWindow'),
  shortcuts: [
    { id: 'terminal.new', keys: 'N', label: 'terminal.new', room: 'terminal' },
    { id: 'terminal.find', keys: 'Mod+Shift+F', label: 'terminal.find', room: 'terminal' },
    { id: 'terminal.copy', keys: 'Mod+Shift+C', label: 'terminal.copy', room: 'terminal' },
    { id: 'terminal.leave', keys: 'Mod+Shift+Escape', label: 'terminal.leave', room: 'terminal' },
  ],
};
