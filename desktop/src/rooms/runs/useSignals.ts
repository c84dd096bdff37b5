import { useMutation } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { hasEnded, type Run } from '../../kernel/objects';
import type { RunRetry } from '../../kernel/api';
import { toast } from '../../kit/toasts';
import { useKernel } from '../../shell/kernelDoor';

export type Signal = 'pause' | 'resume' | 'continue' | 'cancel' | 'kill' | 'retry';

export const MORE_STEPS = 25;

/** The signals that a run's status allows, in the order of a menu. */
export function signalsOf(run: Run): Signal[] {
  if (run.status === 'completed' || run.imported_from) return [];
  if (hasEnded(run.status)) return ['retry'];
  const first: Signal[] = run.status === 'paused' ? ['resume'] : ['pause'];
  if (run.status === 'waiting' && run.waiting?.reason === 'step_limit') first.unshift('continue');
  return [...first, 'cancel', 'kill'];
}

/** What can be told to a run; the stream then says what came of it. */
export function useSignals(run: Run) {
  const { api, queries } = useKernel();
  const [, navigate] = useLocation();
  const heard = (after: Run) => queries.setQueryData(['run', run.id], (before?: Run) => ({ ...before, ...after }));
  const failed = (error: Error) => toast({ text: 'runs.refused', values: { why: error.message }, tone: 'bad' });
  const signal = useMutation({
    mutationFn: (wanted: Exclude<Signal, 'retry'>) => {
      if (wanted === 'pause') return api.pauseRun(run.id);
      if (wanted === 'resume') return api.resumeRun(run.id);
      if (wanted === 'continue') return api.continueRun(run.id, MORE_STEPS);
      return wanted === 'kill' ? api.killRun(run.id) : api.cancelRun(run.id);
    },
    onSuccess: (after, wanted) => {
      heard(after);
      if (wanted === 'cancel' || wanted === 'kill') toast({ text: 'done.cancelled' });
    },
    onError: failed,
  });
  const prioritise = useMutation({
    mutationFn: (priority: number) => api.adjustRun(run.id, { priority }),
    onSuccess: heard,
    onError: failed,
  });
  const retry = useMutation({
    mutationFn: (change: RunRetry) => api.retryRun(run.id, change),
    onSuccess: (again) => {
      void queries.invalidateQueries({ queryKey: ['runs'] });
      void queries.invalidateQueries({ queryKey: ['letters'] });
      navigate(`/runs/${again.id}`);
    },
    onError: failed,
  });
  return { signal, prioritise, retry };
}
