import { holdStream, usualTiming, type StreamTiming } from './heldStream';
import type { Http } from './http';

/**
 * Follows what happens to a project's files, whoever does it, until the returned function is called. The folders are
 * named from the project's own, the empty name; after a lost connection that one is, since nothing is kept.
 */
export function followFiles(
  http: Http,
  project: string,
  onTouched: (folders: readonly string[]) => void,
  timing: StreamTiming = usualTiming,
): () => void {
  let before = false;
  return holdStream(
    http,
    {
      path: `/v1/projects/${encodeURIComponent(project)}/files/watch`,
      hopeless: [401, 403, 404],
      onFrame: (frame) => {
        if (frame.event === 'files.touched') onTouched((JSON.parse(frame.data) as { folders: string[] }).folders);
        if (frame.event !== 'watching') return false;
        if (before) onTouched(['']);
        before = true;
        return true;
      },
    },
    timing,
  );
}
