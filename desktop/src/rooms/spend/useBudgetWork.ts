import { useMutation } from '@tanstack/react-query';
import type { Budget, BudgetBody } from '../../kernel/spend';
import { toast } from '../../kit/toasts';
import { useKernel } from '../../shell/kernelDoor';
import { bodyOfBudget } from './budgetDraft';

/** Sets, changes and lifts budgets; one that was lifted can be set again for ten seconds. */
export function useBudgetWork() {
  const { api, queries } = useKernel();
  const refresh = () => queries.invalidateQueries({ queryKey: ['spend'] });
  const failed = (error: Error) => toast({ text: 'files.failed', values: { why: error.message }, tone: 'bad' });
  const save = useMutation({
    mutationFn: ({ id, body }: { id: string | null; body: BudgetBody }) =>
      id ? api.changeBudget(id, body) : api.addBudget(body),
    onSuccess: async () => {
      toast({ text: 'done.saved' });
      await refresh();
    },
  });
  const again = (budget: Budget) => api.addBudget(bodyOfBudget(budget)).then(refresh, failed);
  const remove = useMutation({
    mutationFn: (budget: Budget) => api.removeBudget(budget.id),
    onSuccess: async (_, budget) => {
      toast({ text: 'done.deleted', action: { label: 'do.undo', run: () => void again(budget) } });
      await refresh();
    },
    onError: failed,
  });
  return { save, remove };
}
