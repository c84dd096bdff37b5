import { useMutation } from '@tanstack/react-query';
import { limitOf, moreOf, raised, resourceOf, type Resource } from '../../kernel/budgetWait';
import type { Run } from '../../kernel/objects';
import type { Budget, Limits } from '../../kernel/spend';
import { toast } from '../../kit/toasts';
import { useKernel } from '../kernelDoor';
import { useRun, useSpend } from '../queries';
import { useRunStrand } from '../useRunStrand';

/** What has no room: a budget of somebody's, or the one that a run was given itself. */
export interface Tight {
  resource: Resource;
  limits: Limits;
  budget: Budget | null;
  /** The run whose own budget it is. */
  runId: string | null;
  limit: number | undefined;
  offer: number;
}

/** What holds a run up, as its own history and the budgets tell; null while that is not known. */
export function useTight(run: Run): Tight | null {
  const { lack } = useRunStrand(run.id).strand;
  const budgets = useSpend().data?.budgets ?? [];
  const owner = useRun(lack?.budget.startsWith('run-') ? lack.budget : '').run;
  const resource = lack ? resourceOf(lack.resource) : undefined;
  if (!lack || !resource) return null;
  const budget = budgets.find((it) => it.id === lack.budget) ?? null;
  const limits = budget ?? owner?.budget;
  if (!limits) return null;
  return {
    resource,
    limits,
    budget,
    runId: budget ? null : lack.budget,
    limit: limitOf(limits, resource),
    offer: moreOf(limits, resource, lack),
  };
}

/** The ways on for a run that waits for a budget. */
export function useWaysOn(run: Run) {
  const { api, queries } = useKernel();
  const done = async () => {
    const names = [['run', run.id], ['runs'], ['spend']];
    await Promise.all(names.map((queryKey) => queries.invalidateQueries({ queryKey })));
  };
  const onError = (error: Error) => toast({ text: 'runs.refused', values: { why: error.message }, tone: 'bad' });
  const raise = useMutation({
    mutationFn: async ({ tight, amount }: { tight: Tight; amount: number }): Promise<unknown> => {
      const limits = raised(tight.limits, tight.resource, amount);
      const { budget, runId } = tight;
      if (!budget) return api.adjustRun(runId ?? run.id, { budget: limits });
      if (Object.keys(limits).length === 0) return api.removeBudget(budget.id);
      const { scope, subject, period } = budget;
      return api.changeBudget(budget.id, { scope, ...(subject ? { subject } : {}), period, ...limits });
    },
    onSuccess: async () => {
      toast({ text: 'budget.raised' });
      await done();
    },
    onError,
  });
  const change = useMutation({
    mutationFn: (model: string) => api.adjustRun(run.id, { model }),
    onSuccess: done,
    onError,
  });
  const stop = useMutation({
    mutationFn: () => api.cancelRun(run.id),
    onSuccess: async () => {
      toast({ text: 'done.cancelled' });
      await done();
    },
    onError,
  });
  return { raise, change, stop, busy: raise.isPending || change.isPending || stop.isPending };
}
