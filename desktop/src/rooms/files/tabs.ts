/** A file that is open. One that was only glanced at gives its place to the next. */
export interface Tab {
  path: string;
  glance: boolean;
}

export type Tabs = readonly Tab[];

/** More than these are not kept open: the first one that nobody looks at gives way. */
export const MOST_TABS = 24;

/** The tabs once a file is looked at. */
export function looked(tabs: Tabs, path: string): Tabs {
  if (tabs.some((it) => it.path === path)) return tabs;
  const fresh: Tab = { path, glance: true };
  const glanced = tabs.findIndex((it) => it.glance);
  if (glanced >= 0) return tabs.with(glanced, fresh);
  return [...tabs, fresh].slice(-MOST_TABS);
}

/** The tabs once a file is there to stay. */
export function kept(tabs: Tabs, path: string): Tabs {
  return looked(tabs, path).map((it) => (it.path === path ? { path, glance: false } : it));
}

export function closed(tabs: Tabs, path: string): Tabs {
  return tabs.filter((it) => it.path !== path);
}

/** What is looked at when a file is closed: the one behind it, else the one before; empty if there is no other. */
export function besides(tabs: Tabs, path: string): string {
  const place = tabs.findIndex((it) => it.path === path);
  return (tabs[place + 1] ?? tabs[place - 1])?.path ?? '';
}

/** The tab so many places on, around the end. */
export function onwards(tabs: Tabs, path: string, by: number): string {
  const place = tabs.findIndex((it) => it.path === path);
  return tabs.at((place + by + tabs.length) % Math.max(1, tabs.length))?.path ?? path;
}

/** Takes a tab to the place of another. */
export function placed(tabs: Tabs, path: string, at: string): Tabs {
  const tab = tabs.find((it) => it.path === path);
  const to = tabs.findIndex((it) => it.path === at);
  if (!tab || to < 0) return tabs;
  return closed(tabs, path).toSpliced(to, 0, tab);
}

/** The tabs once a file, or the folder it is in, has another name. */
export function renamed(tabs: Tabs, from: string, to: string): Tabs {
  return tabs.map((it) => ({ ...it, path: movedPath(it.path, from, to) }));
}

/** The tabs once a file, or the folder it is in, is gone. */
export function gone(tabs: Tabs, path: string): Tabs {
  return tabs.filter((it) => !within(it.path, path));
}

/** Whether a path is a thing or in it. */
export function within(path: string, thing: string): boolean {
  return path === thing || path.startsWith(`${thing}/`);
}

export function movedPath(path: string, from: string, to: string): string {
  return within(path, from) ? to + path.slice(from.length) : path;
}

/** As much of the folders as tells two tabs of the same name apart; empty where the name is enough. */
export function placeOf(tabs: Tabs, path: string): string {
  const name = path.split('/').at(-1);
  const alike = tabs.filter((it) => it.path !== path && it.path.split('/').at(-1) === name);
  return alike.length > 0 ? path.split('/').slice(0, -1).join('/') || '/' : '';
}
