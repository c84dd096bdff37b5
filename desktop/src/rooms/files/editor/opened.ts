import type { editor } from 'monaco-editor/editor';

/** A file that the editor has had open: its text with its undo steps, and where it was looked at. */
export interface Opened {
  model: editor.ITextModel;
  view: editor.ICodeEditorViewState | null;
}

/** More than these are not remembered; the one that was open longest ago gives way. */
const MOST = 24;

const all = new Map<string, Opened>();

const keyOf = (project: string, path: string) => `${project} ${path}`;

/** The file as it was left, or as it is made now. */
export function openedOf(project: string, path: string, make: () => editor.ITextModel): Opened {
  const key = keyOf(project, path);
  const opened = all.get(key) ?? { model: make(), view: null };
  all.delete(key);
  all.set(key, opened);
  const [oldest] = all.keys();
  if (all.size > MOST && oldest) forget(oldest);
  return opened;
}

export function forgetModel(project: string, path: string): void {
  forget(keyOf(project, path));
}

/** Forgets a file, or all files of a folder. */
export function forgetModels(project: string, thing: string): void {
  const key = keyOf(project, thing);
  for (const it of [...all.keys()]) if (it === key || it.startsWith(`${key}/`)) forget(it);
}

function forget(key: string): void {
  all.get(key)?.model.dispose();
  all.delete(key);
}
