import { useInfiniteQuery, type InfiniteData } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Comparison } from '../../../kernel/past';
import { useKernel } from '../../../shell/kernelDoor';
import { useLive } from '../../../shell/live';
import { nextDiffering } from './compared';

/** News of a run that is at work come many at once. */
const GATHER_MS = 1_000;

type Pages = InfiniteData<Comparison> | undefined;

function stepsOf(data: Pages) {
  return data?.pages.flatMap((it) => it.steps) ?? [];
}

function show(step: number) {
  requestAnimationFrame(() => {
    const row = document.getElementById(`step-${step}`);
    row?.scrollIntoView({ block: 'start' });
    row?.focus({ preventScroll: true });
  });
}

/** Two runs step by step, page by page, with a way from difference to difference; it begins at the first. */
export function useComparison(left: string, right: string) {
  const { api } = useKernel();
  const [current, setCurrent] = useState(0);
  const begun = useRef(false);
  const query = useInfiniteQuery({
    queryKey: ['compare', left, right],
    queryFn: ({ pageParam }) => api.compareRuns(left, right, pageParam || undefined),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
  const { refetch } = query;
  const newsOfLeft = useLive((it) => it.facts[left]);
  const newsOfRight = useLive((it) => it.facts[right]);
  useEffect(() => {
    if (!newsOfLeft && !newsOfRight) return;
    const timer = setTimeout(() => void refetch(), GATHER_MS);
    return () => clearTimeout(timer);
  }, [newsOfLeft, newsOfRight, refetch]);
  const head = query.data?.pages[0];
  const first = head?.diverges_at ?? null;

  /** Reads on until there is a difference in that direction, and goes there. */
  async function go(by: 1 | -1, from = current): Promise<void> {
    let { data, hasNextPage }: { data: Pages; hasNextPage: boolean } = query;
    let there = nextDiffering(stepsOf(data), from, by);
    while (there === undefined && by > 0 && hasNextPage) {
      ({ data, hasNextPage } = await query.fetchNextPage());
      there = nextDiffering(stepsOf(data), from, by);
    }
    if (there === undefined) return;
    setCurrent(there);
    show(there);
  }

  const begin = useRef(go);
  useEffect(() => {
    begin.current = go;
  });
  useEffect(() => {
    if (first === null || begun.current) return;
    begun.current = true;
    void begin.current(1, 0);
  }, [first]);

  return { query, head, steps: stepsOf(query.data), current, go };
}
