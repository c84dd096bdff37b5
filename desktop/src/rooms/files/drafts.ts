import { create } from 'zustand';
import { createJSONStorage, persist, type StateStorage } from 'zustand/middleware';
import { movedPath, within } from './tabs';

/** What was changed and not saved, with the revision it was made from. */
export interface FileDraft {
  text: string;
  revision: string;
}

/** More characters than these are not written down for the next visit; the page still has them. */
const LARGEST_KEPT = 1_000_000;

/** The browser's own store, where there is room. */
const roomy: StateStorage = {
  getItem: (name) => localStorage.getItem(name),
  removeItem: (name) => localStorage.removeItem(name),
  setItem: (name, value) => {
    try {
      localStorage.setItem(name, value);
    } catch {
      localStorage.removeItem(name);
    }
  },
};

export const useFileDrafts = create<{ drafts: Readonly<Record<string, FileDraft>> }>()(
  persist(() => ({ drafts: {} }), {
    name: 'aule.drafts',
    storage: createJSONStorage(() => roomy),
    partialize: ({ drafts }) => ({ drafts: smallOnes(drafts) }),
  }),
);

function smallOnes(drafts: Readonly<Record<string, FileDraft>>): Record<string, FileDraft> {
  let left = LARGEST_KEPT;
  return Object.fromEntries(Object.entries(drafts).filter(([, it]) => (left -= it.text.length) >= 0));
}

const keyOf = (project: string, path: string) => `${project} ${path}`;

export function useFileDraft(project: string, path: string): FileDraft | undefined {
  return useFileDrafts((it) => it.drafts[keyOf(project, path)]);
}

export function useIsUnsaved(project: string, path: string): boolean {
  return useFileDrafts((it) => keyOf(project, path) in it.drafts);
}

export function keepDraft(project: string, path: string, draft: FileDraft): void {
  useFileDrafts.setState((it) => ({ drafts: { ...it.drafts, [keyOf(project, path)]: draft } }));
}

export function dropDraft(project: string, path: string): void {
  useFileDrafts.setState((it) => {
    const { [keyOf(project, path)]: _, ...drafts } = it.drafts;
    return { drafts };
  });
}

/** Takes what is not saved along to the new name of a file or folder. */
export function moveDrafts(project: string, from: string, to: string): void {
  changeKeys(project, (path) => movedPath(path, from, to));
}

/** Forgets what was not saved of a file, or of all files of a folder. */
export function dropDrafts(project: string, thing: string): void {
  changeKeys(project, (path) => (within(path, thing) ? null : path));
}

function changeKeys(project: string, change: (path: string) => string | null): void {
  const start = keyOf(project, '');
  useFileDrafts.setState(({ drafts }) => ({
    drafts: Object.fromEntries(
      Object.entries(drafts).flatMap(([key, draft]) => {
        if (!key.startsWith(start)) return [[key, draft]];
        const path = change(key.slice(start.length));
        return path === null ? [] : [[keyOf(project, path), draft]];
      }),
    ),
  }));
}
