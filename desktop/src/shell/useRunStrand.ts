import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Api } from '../kernel/api';
import { noDeltas, type Deltas } from '../kernel/deltas';
import { emptyStrand, type Strand } from '../kernel/strand';
import { useKernel } from './kernelDoor';
import { afterHistory, forgetTimeline, useLive, watchTimeline } from './live';

const watchers = new Map<string, number>();
const PAGE = 200;

function watch(runId: string): () => void {
  watchers.set(runId, (watchers.get(runId) ?? 0) + 1);
  watchTimeline(runId);
  return () => {
    const left = (watchers.get(runId) ?? 1) - 1;
    watchers.set(runId, left);
    if (left === 0) forgetTimeline(runId);
  };
}

async function readHistory(api: Api, runId: string): Promise<number> {
  let after = 0;
  for (;;) {
    const page = await api.runEvents(runId, after);
    useLive.setState((it) => afterHistory(it, runId, page.events));
    after = page.events.at(-1)?.seq ?? after;
    if (page.events.length < PAGE && !page.next_cursor) return after;
    if (page.events.length === 0) return after;
  }
}

export interface RunStrand {
  strand: Strand;
  deltas: Deltas;
  loading: boolean;
  error: Error | null;
  retry: () => void;
}

/** A run from its first event, and on as it happens. */
export function useRunStrand(runId: string): RunStrand {
  const { api } = useKernel();
  const generation = useLive((it) => it.generation);
  useEffect(() => watch(runId), [runId]);
  const watched = useLive((it) => it.timelines[runId] !== undefined);
  const history = useQuery({
    queryKey: ['history', runId, generation],
    queryFn: () => readHistory(api, runId),
    enabled: watched,
    staleTime: 0,
    gcTime: 0,
  });
  const strand = useLive((it) => it.timelines[runId]?.strand ?? emptyStrand);
  const deltas = useLive((it) => it.deltas[runId] ?? noDeltas);
  return {
    strand,
    deltas,
    loading: history.isPending && strand.items.length === 0,
    error: history.error,
    retry: () => void history.refetch(),
  };
}
