/** What is set aside, warned of and refused because of a budget; it stands in the stream of the run. */
export type BudgetBody = BudgetReserved | BudgetWarned | ResourceExceeded;

/** The most that the next question to a model may use. */
interface BudgetReserved {
  type: 'budget.reserved';
  run_id: string;
  model: string;
  tokens: number;
  cost?: string | null;
}

interface BudgetWarned {
  type: 'budget.warned';
  run_id: string;
  budget: string;
  subject: string;
  period: string;
  percent: number;
  text: string;
}

interface ResourceExceeded {
  type: 'resource.exceeded';
  run_id: string;
  budget: string;
  subject: string;
  period: string;
  resource: string;
  text: string;
}

/** A budget was set, changed or lifted. */
export interface BudgetChanged {
  type: 'budget.set' | 'budget.removed';
  budget_id: string;
}
