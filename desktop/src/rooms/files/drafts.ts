import { create } from 'zustand';

/** What was changed and not saved, with the revision it was made from. */
export interface FileDraft {
  text: string;
  revision: string;
}

export const useFileDrafts = create<{ drafts: Readonly<Record<string, FileDraft>> }>(() => ({ drafts: {} }));

const keyOf = (project: string, path: string) => `${project} ${path}`;

export function useFileDraft(project: string, path: string): FileDraft | undefined {
  return useFileDrafts((it) => it.drafts[keyOf(project, path)]);
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
