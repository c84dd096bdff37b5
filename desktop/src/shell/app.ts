import type { LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';
import type { TextKey } from '../kit/i18n/text';
import type { Shortcut } from './shortcuts';

/** All that the shell knows about a room: enough to list it and to open it. */
export interface App {
  id: string;
  title: TextKey;
  Icon: LucideIcon;
  /** Where the room lives; everything beneath belongs to it. */
  path: string;
  /** The key that opens it, after G. */
  key: string;
  load: () => Promise<{ default: ComponentType }>;
  shortcuts: readonly Shortcut[];
  /** Has no place in the bar of a phone, where it is found by search. */
  wideOnly?: boolean;
  /** Sections of the room that the palette finds by name. */
  places?: readonly { title: TextKey; path: string }[];
}

export function appAt(apps: readonly App[], path: string): App | undefined {
  const fits = (app: App) => path === app.path || path.startsWith(app.path === '/' ? '//' : `${app.path}/`);
  return apps.find(fits);
}
