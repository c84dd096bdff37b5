import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { pendingOf } from '../kernel/confirmations';
import type { RunFilter } from '../kernel/api';
import type { Model } from '../kernel/models';
import type { Confirmation, Persona, Project, Run } from '../kernel/objects';
import { withFacts } from '../kernel/runFacts';
import { usePreferences } from '../kit/preferences';
import { useKernel } from './kernelDoor';
import { readConfirmations, useLive } from './live';

const DAY_MS = 86_400_000;

export function useStatus() {
  const { api } = useKernel();
  return useQuery({ queryKey: ['status'], queryFn: api.status, refetchInterval: 20_000 });
}

/** Milliseconds until the kernel's next day, which begins in UTC; a moment later every sum of it is zero. */
export function untilTomorrow(now: number): number {
  return DAY_MS - (now % DAY_MS) + 1_000;
}

/** What was used today and this month, and how the budgets stand. */
export function useSpend() {
  const { api } = useKernel();
  const queryFn = api.spend;
  return useQuery({ queryKey: ['spend', 'summary'], queryFn, refetchInterval: () => untilTomorrow(Date.now()) });
}

export function useInbox() {
  const { api } = useKernel();
  return useQuery({ queryKey: ['inbox'], queryFn: api.inbox });
}

export function useSettings() {
  const { api } = useKernel();
  return useQuery({ queryKey: ['settings'], queryFn: api.settings });
}

export function useModels() {
  const { api } = useKernel();
  return useQuery({ queryKey: ['models'], queryFn: api.models });
}

/** The models that answer: every model of every provider but those that only make vectors. */
export function useChatModels(): readonly Model[] {
  const models = useModels().data?.models;
  return useMemo(() => (models ?? []).filter((it) => !it.supports.embedding), [models]);
}

/** How well each model handles tools, by its id. */
export function useReliability() {
  const { api } = useKernel();
  return useQuery({
    queryKey: ['models', 'reliability'],
    queryFn: async () => new Map((await api.reliability()).map((it) => [it.model, it])),
  });
}

export function usePersonas() {
  const { api } = useKernel();
  return useQuery({
    queryKey: ['personas'],
    queryFn: async () => (await api.personas()).personas,
    staleTime: 60_000,
  });
}

export function usePersona(id: string | null | undefined): Persona | undefined {
  const personas = usePersonas();
  return personas.data?.find((it) => it.id === id);
}

export function useTools() {
  const { api } = useKernel();
  return useQuery({ queryKey: ['tools'], queryFn: async () => (await api.tools()).tools, staleTime: 60_000 });
}

export function useProjects() {
  const { api } = useKernel();
  return useQuery({ queryKey: ['projects'], queryFn: async () => (await api.projects()).projects, staleTime: 30_000 });
}

/** The project that new work belongs to: the one looked at last, else the default one. */
export function useCurrentProject(): Project | undefined {
  const projects = useProjects();
  const chosen = usePreferences((it) => it.project);
  const all = projects.data ?? [];
  return all.find((it) => it.id === chosen) ?? all.find((it) => it.is_default) ?? all[0];
}

export function useConversations() {
  const { api } = useKernel();
  return useQuery({ queryKey: ['conversations'], queryFn: async () => (await api.conversations()).conversations });
}

/** Runs, newest first, page by page, each brought up to what was heard since. */
export function useRuns(filter: RunFilter) {
  const { api } = useKernel();
  const facts = useLive((it) => it.facts);
  const pages = useInfiniteQuery({
    queryKey: ['runs', filter],
    queryFn: ({ pageParam }) => api.runs(pageParam ? { ...filter, cursor: pageParam } : filter),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  const runs = useMemo(
    () => (pages.data?.pages ?? []).flatMap((it) => it.runs).map((it) => withFacts(it, facts[it.id])),
    [pages.data, facts],
  );
  return { ...pages, runs };
}

export function useRun(id: string) {
  const { api } = useKernel();
  const facts = useLive((it) => it.facts[id]);
  const query = useQuery({ queryKey: ['run', id], queryFn: () => api.run(id), enabled: id !== '' });
  const run: Run | undefined = query.data && withFacts(query.data, facts);
  return { ...query, run };
}

const ACTIVE: RunFilter = { status: 'queued,running,waiting,paused,retrying', limit: 100 };

export function useActiveRuns() {
  const { runs, ...query } = useRuns(ACTIVE);
  return {
    ...query,
    runs: runs.filter((it) => it.ended_at == null && !['completed', 'failed', 'cancelled'].includes(it.status)),
  };
}

/** The runs that wait because a budget has no room for their next question. */
export function useBudgetWaits(): Run[] {
  const { runs } = useActiveRuns();
  return runs.filter((it) => it.status === 'waiting' && it.waiting?.reason === 'budget');
}

/** Reads the confirmations once; from then on the stream tells of each. */
export function useConfirmations() {
  const { api } = useKernel();
  const generation = useLive((it) => it.generation);
  const query = useQuery({
    queryKey: ['confirmations', String(generation)],
    queryFn: async () => {
      const [pending, all] = await Promise.all([api.confirmations('pending'), api.confirmations()]);
      return [...all.confirmations, ...pending.confirmations];
    },
  });
  useEffect(() => {
    if (query.data) readConfirmations(query.data);
  }, [query.data]);
  const all = useLive((it) => it.confirmations);
  const pending: Confirmation[] = useMemo(() => pendingOf(all), [all]);
  return { ...query, all, pending };
}
