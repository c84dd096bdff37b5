import { withQuery, type Http } from './http';
import type { Run } from './objects';
import type { Comparison, ForkChange, Replay, ReplayMode, RunTest, RunTestResult, Snapshot } from './past';

interface Page {
  count: number;
  next_cursor?: string | null;
}

const PAGE = 100;

/** What the kernel does with the past of runs. */
export function pastOf({ get, send, upload }: Http) {
  return {
    forkRun: (id: string, change: ForkChange) => send<Run>('POST', `/v1/runs/${id}/fork`, change),
    forksOf: (id: string) => get<Page & { runs: Run[] }>('/v1/runs', { fork_of: id, limit: 50 }),
    compareRuns: (left: string, right: string, cursor?: string) =>
      get<Comparison>('/v1/runs/compare', { left, right, limit: PAGE, cursor }),
    replayRun: (id: string, mode: ReplayMode) => send<Replay>('POST', `/v1/runs/${id}/replay`, { mode }),

    makeSnapshot: (id: string, label: string) =>
      send<Snapshot>('POST', `/v1/runs/${id}/snapshots`, label ? { label } : {}),
    snapshots: (id: string, cursor?: string) =>
      get<Page & { snapshots: Snapshot[] }>(`/v1/runs/${id}/snapshots`, { limit: PAGE, cursor }),
    restoreSnapshot: (snapshot: Snapshot, change: { message?: string; workspace: 'copy' | 'restore' }) =>
      send<Run>('POST', `/v1/runs/${snapshot.run_id}/snapshots/${snapshot.id}/restore`, change),

    saveTest: (run: string, test: { name?: string; mode?: ReplayMode } = {}) =>
      send<RunTest>('POST', `/v1/runs/${run}/tests`, test),
    runTests: (cursor?: string) => get<Page & { tests: RunTest[] }>('/v1/run-tests', { limit: PAGE, cursor }),
    checkTest: (id: string) => send<RunTestResult>('POST', `/v1/run-tests/${id}/check`),
    deleteTest: (id: string) => send<undefined>('DELETE', `/v1/run-tests/${id}`),

    exportUrl: (id: string) => `/v1/runs/${encodeURIComponent(id)}/export`,
    importRun: (file: File, project: string | undefined, onProgress: (part: number) => void) => {
      const form = new FormData();
      form.append('file', file, file.name);
      return upload<{ runs: Run[]; count: number }>(
        withQuery('/v1/runs/import', { project_id: project }),
        form,
        onProgress,
      );
    },
  };
}
