import type { DragEvent } from 'react';
import { fits } from './selection';

const PATHS = 'application/x-aule-files';

/** What the browser tells only at the end: the paths that are being drawn. */
let drawn: readonly string[] = [];

export function draw(event: DragEvent, paths: readonly string[]): void {
  drawn = paths;
  event.dataTransfer.setData(PATHS, JSON.stringify(paths));
  event.dataTransfer.setData('text/plain', paths.join('\n'));
  event.dataTransfer.effectAllowed = 'copyMove';
}

/** Whether what is drawn may be dropped on this folder: files from outside always. */
export function droppable(event: DragEvent, folder: string): boolean {
  const { types } = event.dataTransfer;
  if (types.includes('Files')) return true;
  return types.includes(PATHS) && fits(drawn, folder);
}

export type Dropped = { files: readonly File[] } | { paths: readonly string[] };

export function droppedIn(event: DragEvent): Dropped {
  const paths = event.dataTransfer.getData(PATHS);
  return paths ? { paths: JSON.parse(paths) as string[] } : { files: [...event.dataTransfer.files] };
}
