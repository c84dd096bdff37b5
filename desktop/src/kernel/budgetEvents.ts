import type { Usage } from './objects';

/** A question to a model that is no step of a run. */
interface Errand {
  id: string;
  /** What it is for in one word. */
  purpose: string;
}

/** The most that a question to a model may use. */
interface BudgetReserved {
  type: 'budget.reserved';
  run_id: string;
  model: string;
  tokens: number;
  /** Dollars; absent if the model's price is not known. */
  cost?: string | null;
  /** Absent for the next step of the run. */
  errand?: Errand | null;
}

/** An errand came to nothing, and what was set aside for it is free. */
interface BudgetReleased {
  type: 'budget.released';
  run_id: string;
  errand_id: string;
  reason: string;
}

/** A model answered an errand. */
export interface ModelUsed {
  type: 'model.used';
  run_id: string;
  errand: Errand;
  model: string;
  usage: Usage;
  /** Dollars; absent if the model's price is not known. */
  cost?: string | null;
  duration_ms: number;
  /** Whether it is reckoned from what was asked and came of an answer that broke off. */
  estimated?: boolean;
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

/** A question to a model was not asked, because it might use more than is left. */
export interface ResourceExceeded {
  type: 'resource.exceeded';
  run_id: string;
  /** The id of the budget, or of the run whose own it is. */
  budget: string;
  subject: string;
  period: string;
  /** `cost`, `tokens`, `steps`, `seconds`, or `price` if nobody knows what it costs. */
  resource: string;
  text: string;
  /** Dollars under which it could have been asked; absent for another resource. */
  enough_cost?: string | null;
  /** Tokens, answers or milliseconds under which it could have been asked. */
  enough?: number | null;
}

/**
 * What is set aside, used by errands, warned of and refused because of a budget; it stands in the stream of the run. Of
 * what no run asked it stands in a stream of its own, without a `run_id`.
 */
export type BudgetBody = BudgetReserved | BudgetReleased | ModelUsed | BudgetWarned | ResourceExceeded;

/** A budget was set, changed or lifted. */
export interface BudgetChanged {
  type: 'budget.set' | 'budget.removed';
  budget_id: string;
}
