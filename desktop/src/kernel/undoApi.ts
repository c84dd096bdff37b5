import type { Http } from './http';
import type { ChangePage, Keeping, ProjectSnapshot, UndoDone, UndoPlan, UndoTarget, UndoWish } from './undo';

const PAGE = 100;

interface Page {
  count: number;
  next_cursor?: string | null;
}

const project = (id: string) => `/v1/projects/${encodeURIComponent(id)}`;

/** What the kernel tells of changes, and takes back. */
export function undoOf({ get, send }: Http) {
  return {
    runChanges: (run: string, call?: string, cursor?: string) =>
      get<ChangePage>(`/v1/runs/${encodeURIComponent(run)}/changes`, { call_id: call, limit: PAGE, cursor }),
    projectChanges: (id: string, since: string, cursor?: string) =>
      get<ChangePage>(`${project(id)}/changes`, { since, limit: PAGE, cursor }),
    previewUndo: (target: UndoTarget, wish: UndoWish) => {
      const [path, body] = asked(target);
      return send<UndoPlan>('POST', path, { ...body, ...wish, preview: true });
    },
    makeUndo: (target: UndoTarget, wish: UndoWish) => {
      const [path, body] = asked(target);
      return send<UndoDone>('POST', path, { ...body, ...wish });
    },

    projectSnapshots: (id: string, cursor?: string) =>
      get<Page & { snapshots: ProjectSnapshot[] }>(`${project(id)}/snapshots`, { limit: PAGE, cursor }),
    keepProject: (id: string, name: string) => send<ProjectSnapshot>('POST', `${project(id)}/snapshots`, { name }),
    deleteProjectSnapshot: (id: string, snapshot: string) =>
      send<undefined>('DELETE', `${project(id)}/snapshots/${encodeURIComponent(snapshot)}`),
    keeping: (id: string) => get<Keeping>(`${project(id)}/keeping`),
  };
}

function asked(target: UndoTarget): [path: string, body: Record<string, string>] {
  if ('run' in target) {
    return [`/v1/runs/${encodeURIComponent(target.run)}/undo`, target.call ? { call_id: target.call } : {}];
  }
  const path = `${project(target.project)}/undo`;
  if ('undo' in target) return [path, { undo_id: target.undo }];
  return [path, 'to' in target ? { to: target.to } : { checkpoint_id: target.checkpoint }];
}
