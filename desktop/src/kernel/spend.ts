/** What models cost and how much may be spent, as it stands on the wire. Money is dollars as decimal text. */

export interface Sum {
  calls: number;
  tokens_in: number;
  tokens_out: number;
  cached_tokens: number;
  reasoning_tokens: number;
  /** Of the answers whose price is known; absent if none is. */
  cost?: string | null;
  /** Answers of models whose price is not known. */
  unpriced_calls: number;
  /** Answers that broke off, and of which it is only reckoned what they used. */
  estimated_calls: number;
  duration_ms: number;
}

export type UsageBy = 'agent' | 'owner' | 'org' | 'provider' | 'model' | 'project' | 'run' | 'purpose' | 'day';

export interface UsageGroup extends Sum {
  key: string;
}

export interface UsageList {
  group_by: UsageBy;
  usage: UsageGroup[];
  count: number;
  next_cursor?: string | null;
  /** Over all pages. */
  total: Sum;
}

export interface UsageQuery {
  group_by: UsageBy;
  from?: string;
  limit?: number;
  cursor?: string;
}

/** What may be used; what is absent is not limited. */
export interface Limits {
  max_cost?: string;
  max_tokens?: number;
  max_steps?: number;
  max_wall_ms?: number;
}

export type BudgetScope = 'org' | 'project' | 'person' | 'agent';
export type BudgetPeriod = 'call' | 'run' | 'day' | 'month';

export interface BudgetBody extends Limits {
  scope: BudgetScope;
  /** Absent if it is for each one by itself. */
  subject?: string;
  period: BudgetPeriod;
}

/** How a budget by day or month stands; of one for each, for whoever used most of it. */
export interface BudgetState {
  subject: string;
  period: string;
  cost: string;
  tokens: number;
  steps: number;
  wall_ms: number;
  reserved_cost: string;
  reserved_tokens: number;
  percent: number;
  status: 'ok' | 'warned' | 'exceeded';
  resets_at: string;
}

export interface Budget extends BudgetBody {
  id: string;
  state?: BudgetState | null;
  created_at: string;
  updated_at: string;
}

/** What answers would have cost more, by the prices at the time and for the same tokens. */
export interface Savings {
  /** With the models that there would have been without rules. */
  routing: string;
  /** If remembered answers had been asked for. */
  cache: string;
}

export interface Spend {
  today: Sum;
  month: Sum;
  saved: { today: Savings; month: Savings };
  budgets: Budget[];
}

interface Spread<T> {
  median: T;
  /** What nine of ten stayed within. */
  p90: T;
}

/** What a run may take, by what completed runs of the same agent and model took. */
export interface Estimate {
  runs: number;
  persona_id: string;
  model: string;
  /** Absent if what some of them cost is not known. */
  cost?: Spread<string> | null;
  tokens?: Spread<number> | null;
  duration_ms?: Spread<number> | null;
}
