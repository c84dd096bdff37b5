import { useMutation, useQuery, type QueryKey } from '@tanstack/react-query';
import type { RunningModel } from '../../../kernel/localModels';
import { withNews, type LivePull } from '../../../kernel/pulls';
import { toast } from '../../../kit/toasts';
import { useKernel } from '../../../shell/kernelDoor';
import { useLive } from '../../../shell/live';

/** The downloads: read once, and from then on as the events tell. */
export function usePulls() {
  const { api } = useKernel();
  const live = useLive((it) => it.pulls);
  const query = useQuery({ queryKey: ['pulls'], queryFn: async () => (await api.pulls()).pulls });
  const pulls: LivePull[] = withNews(query.data ?? [], live);
  return { ...query, pulls };
}

/** Read anew whenever a model has answered, and when the next one is due to leave. */
export function useInMemory() {
  const { api } = useKernel();
  return useQuery({
    queryKey: ['in-memory'],
    queryFn: async () => (await api.inMemory()).models,
    refetchInterval: ({ state }) => untilNext(state.data ?? [], Date.now()),
  });
}

const SLACK_MS = 1_000;

/** Milliseconds until the first of them has left; false if nobody knows of any. */
export function untilNext(models: readonly RunningModel[], now: number): number | false {
  const due = models.flatMap((it) => (it.until ? [new Date(it.until).getTime()] : []));
  return due.length === 0 ? false : Math.max(Math.min(...due) - now, 0) + SLACK_MS;
}

export function useModelFiles() {
  const { api } = useKernel();
  return useQuery({ queryKey: ['model-files'], queryFn: api.modelFiles });
}

/** What a person can do with the models of this machine. */
export function useLocalWork() {
  const { api, queries } = useKernel();
  const anew = (...names: QueryKey[]) => Promise.all(names.map((queryKey) => queries.invalidateQueries({ queryKey })));
  const failed = (error: Error) => toast({ text: 'files.failed', values: { why: error.message }, tone: 'bad' });
  const pull = useMutation({ mutationFn: api.pull, onSuccess: () => anew(['pulls']) });
  const stop = useMutation({ mutationFn: api.stopPull, onSuccess: () => anew(['pulls']), onError: failed });
  const unload = useMutation({
    mutationFn: api.unload,
    onSuccess: () => anew(['in-memory'], ['model-files']),
    onError: failed,
  });
  const forget = useMutation({
    mutationFn: api.forgetModelFile,
    onSuccess: () => anew(['model-files'], ['models'], ['providers']),
    onError: failed,
  });
  return { pull, stop, unload, forget, anew };
}
