import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import type { Run } from '../../../kernel/objects';
import type { Snapshot } from '../../../kernel/past';
import { toast } from '../../../kit/toasts';
import { useKernel } from '../../../shell/kernelDoor';

/** The snapshots of a run, page by page. */
export function useSnapshots(run: Run) {
  const { api } = useKernel();
  const query = useInfiniteQuery({
    queryKey: ['snapshots', run.id],
    queryFn: ({ pageParam }) => api.snapshots(run.id, pageParam || undefined),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    enabled: !run.imported_from,
  });
  return { query, snapshots: query.data?.pages.flatMap((it) => it.snapshots) ?? [] };
}

/** Keeps a run as it is now. */
export function useMakeSnapshot(run: Run) {
  const { api, queries } = useKernel();
  return useMutation({
    mutationFn: (label: string) => api.makeSnapshot(run.id, label),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['snapshots', run.id] });
      toast({ text: 'snapshots.made' });
    },
  });
}

/** Starts a run that goes on from a snapshot. */
export function useRestore(snapshot: Snapshot, onDone: () => void) {
  const { api, queries } = useKernel();
  const [, navigate] = useLocation();
  return useMutation({
    mutationFn: (change: { message?: string; workspace: 'copy' | 'restore' }) => api.restoreSnapshot(snapshot, change),
    onSuccess: (run) => {
      void queries.invalidateQueries({ queryKey: ['runs'] });
      void queries.invalidateQueries({ queryKey: ['projects'] });
      onDone();
      navigate(`/runs/${run.id}`);
    },
  });
}
