import type { Http } from './http';
import type { Budget, BudgetBody, Estimate, Spend, UsageGroup, UsageList, UsageQuery } from './spend';

const PAGE = 200;

/** What the kernel knows of money, and what a person decides about it. */
export function spendOf({ get, send }: Http) {
  const usage = (query: UsageQuery) => get<UsageList>('/v1/usage', { ...query });
  return {
    spend: () => get<Spend>('/v1/usage/summary'),
    usage,
    /** Every group, page by page. */
    allUsage: async (query: UsageQuery): Promise<UsageGroup[]> => {
      const groups: UsageGroup[] = [];
      let cursor: string | undefined;
      do {
        const page = await usage({ ...query, limit: PAGE, ...(cursor ? { cursor } : {}) });
        groups.push(...page.usage);
        cursor = page.next_cursor ?? undefined;
      } while (cursor);
      return groups;
    },
    estimate: (of: { persona_id?: string; model?: string }) => send<Estimate>('POST', '/v1/runs/estimate', of),
    addBudget: (budget: BudgetBody) => send<Budget>('POST', '/v1/budgets', budget),
    changeBudget: (id: string, budget: BudgetBody) => send<Budget>('PUT', `/v1/budgets/${id}`, budget),
    removeBudget: (id: string) => send<undefined>('DELETE', `/v1/budgets/${id}`),
  };
}
