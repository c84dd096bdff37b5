import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { Tabs } from './tabs';

interface OpenFiles {
  /** By project. */
  tabs: Readonly<Record<string, Tabs>>;
  /** Whether hidden files are shown in the tree. */
  hidden: boolean;
}

/** What this browser has open in Files. */
export const useOpenFiles = create<OpenFiles>()(
  persist((): OpenFiles => ({ tabs: {}, hidden: false }), { name: 'aule.files' }),
);

const NONE: Tabs = [];

export function useTabs(project: string): Tabs {
  return useOpenFiles((it) => it.tabs[project] ?? NONE);
}

export function tabsOf(project: string): Tabs {
  return useOpenFiles.getState().tabs[project] ?? NONE;
}

export function changeTabs(project: string, change: (tabs: Tabs) => Tabs): void {
  useOpenFiles.setState((it) => ({ tabs: { ...it.tabs, [project]: change(it.tabs[project] ?? NONE) } }));
}
