import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { Run } from '../../kernel/objects';
import { withFacts } from '../../kernel/runFacts';
import { useKernel } from '../kernelDoor';
import { useLive } from '../live';

/** A run and everything that it started, directly or not, as it stands now; nothing is asked for one that is alone. */
export function useRunTree(run: Run | undefined): { runs: readonly Run[]; complete: boolean } {
  const { api } = useKernel();
  const id = run?.id ?? '';
  const { data } = useQuery({
    queryKey: ['runs', 'tree', id],
    queryFn: () => api.runTree(id),
    enabled: (run?.children ?? 0) > 0,
  });
  const read = data?.runs;
  const facts = useLive(useShallow((it) => (read ?? []).map((one) => it.facts[one.id])));
  const runs = useMemo(() => (read ?? []).map((it, place) => withFacts(it, facts[place])), [read, facts]);
  return { runs, complete: data?.complete ?? true };
}
