import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { ReplayMode, RunTest } from '../../../kernel/past';
import { toast } from '../../../kit/toasts';
import { useKernel } from '../../../shell/kernelDoor';

const KEY = ['tests'];

const refused = (error: Error) => toast({ text: 'runs.refused', values: { why: error.message }, tone: 'bad' });

/** Keeps a run as a test. */
export function useKeepTest() {
  const { api, queries } = useKernel();
  const [, navigate] = useLocation();
  return useMutation({
    mutationFn: ({ run, mode, name }: { run: string; mode?: ReplayMode; name?: string }) =>
      api.saveTest(run, { ...(mode ? { mode } : {}), ...(name ? { name } : {}) }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: KEY });
      toast({ text: 'tests.kept', action: { label: 'tests.see', run: () => navigate('/runs?tab=tests') } });
    },
    onError: refused,
  });
}

/** The runs that are tests, page by page. */
export function useTests() {
  const { api } = useKernel();
  const query = useInfiniteQuery({
    queryKey: KEY,
    queryFn: ({ pageParam }) => api.runTests(pageParam || undefined),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
  return { query, tests: query.data?.pages.flatMap((it) => it.tests) ?? [] };
}

/** Deletes a test; for ten seconds it can be kept again. */
export function useDeleteTest() {
  const { api, queries } = useKernel();
  const keep = useKeepTest();
  return useMutation({
    mutationFn: (test: RunTest) => api.deleteTest(test.id),
    onSuccess: (_, test) => {
      void queries.invalidateQueries({ queryKey: KEY });
      toast({
        text: 'done.deleted',
        action: {
          label: 'do.undo',
          run: () => keep.mutate({ run: test.run_id, mode: test.mode, name: test.name }),
        },
      });
    },
    onError: refused,
  });
}

/** Which tests are being checked, one after the other. */
export interface Checking {
  at: number;
  of: number;
  id: string;
}

/** Checks tests one after the other, until all are through or somebody stops it. */
export function useCheckTests() {
  const { api, queries } = useKernel();
  const [checking, setChecking] = useState<Checking | null>(null);
  const stopped = useRef(false);
  const isStopped = () => stopped.current;
  async function check(tests: readonly RunTest[]): Promise<void> {
    stopped.current = false;
    for (const [at, test] of tests.entries()) {
      if (isStopped()) break;
      setChecking({ at, of: tests.length, id: test.id });
      try {
        await api.checkTest(test.id);
      } catch (error) {
        refused(error as Error);
      }
      await queries.invalidateQueries({ queryKey: KEY });
    }
    setChecking(null);
  }
  return { checking, check, stop: () => (stopped.current = true) };
}
