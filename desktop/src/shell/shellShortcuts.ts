import type { App } from './app';
import type { Shortcut } from './shortcuts';

/** The keys that work everywhere. */
export function shellShortcuts(apps: readonly App[]): Shortcut[] {
  return [
    { id: 'palette', keys: 'Mod+K', label: 'key.palette' },
    { id: 'chat', keys: 'Mod+J', label: 'key.chat' },
    { id: 'shortcuts', keys: 'Mod+/', label: 'key.shortcuts' },
    ...apps.map((it): Shortcut => ({ id: `go.${it.id}`, keys: `G ${it.key}`, label: it.title })),
  ];
}
