import type { Api } from '../../kernel/api';
import type { FileEntry } from '../../kernel/objects';

const SKIPPED = new Set(['node_modules', 'target', 'dist', '.git', '__pycache__']);
const MOST_FOLDERS = 40;
const MOST_FILES = 500;

/** The files of a project, nearest first, as many as a person can search through. */
export async function projectFiles(api: Api, project: string): Promise<FileEntry[]> {
  const files: FileEntry[] = [];
  const folders = [''];
  for (let at = 0; at < folders.length && at < MOST_FOLDERS && files.length < MOST_FILES; at += 1) {
    const { entries } = await api.files(project, folders[at] ?? '');
    for (const it of entries) {
      if (it.kind === 'file') files.push(it);
      if (it.kind === 'dir' && !SKIPPED.has(it.name)) folders.push(it.path);
    }
  }
  return files.slice(0, MOST_FILES);
}
