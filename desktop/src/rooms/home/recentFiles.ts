import type { RunEvent } from '../../kernel/events';
import type { FileChange, Run } from '../../kernel/objects';
import { changesOf } from '../../kernel/changes';

import { addEvent, emptyTimeline } from '../../kernel/timeline';

/** A file that a run left behind. */
export interface RecentFile {
  change: FileChange;
  project: string;
  run: Run;
  at: string;
}

export function filesLeftBy(run: Run, events: readonly RunEvent[]): RecentFile[] {
  const { strand } = events.reduce(addEvent, emptyTimeline);
  return changesOf(strand)
    .filter((it) => it.kind !== 'deleted')
    .map((change) => ({ change, project: run.project_id, run, at: run.ended_at ?? run.created_at }))
    .reverse();
}

/** Each file once, by the run that touched it last. */
export function latestFiles(files: readonly RecentFile[], most: number): RecentFile[] {
  const seen = new Set<string>();
  return [...files]
    .sort((a, b) => b.at.localeCompare(a.at))
    .filter((it) => {
      const key = `${it.project} ${it.change.path}`;
      return seen.has(key) ? false : seen.add(key);
    })
    .slice(0, most);
}

export const isPicture = (path: string) => /\.(png|jpe?g|gif|webp|avif|bmp|ico)$/i.test(path);
