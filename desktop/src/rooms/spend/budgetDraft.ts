import type { Budget, BudgetBody, BudgetPeriod, BudgetScope } from '../../kernel/spend';

/** A budget while a person writes it; numbers are as they are typed. */
export interface BudgetDraft {
  scope: BudgetScope;
  /** Empty for each one by itself. */
  subject: string;
  period: BudgetPeriod;
  cost: string;
  tokens: string;
  steps: string;
  /** Of work of models. */
  minutes: string;
}

export const newBudget: BudgetDraft = {
  scope: 'org',
  subject: '',
  period: 'month',
  cost: '',
  tokens: '',
  steps: '',
  minutes: '',
};

/** A budget that many want: so much of one thing in one period. */
export interface BudgetPreset {
  period: Exclude<BudgetPeriod, 'call'>;
  tokens: string;
  cost: string;
}

export const PRESETS: readonly BudgetPreset[] = [
  { period: 'run', tokens: '500000', cost: '' },
  { period: 'day', tokens: '2000000', cost: '' },
  { period: 'run', tokens: '', cost: '1' },
  { period: 'day', tokens: '', cost: '5' },
  { period: 'month', tokens: '', cost: '50' },
];

/** The draft with the amounts of a preset and no others; whom it binds stays. */
export const taken = ({ scope, subject }: BudgetDraft, preset: BudgetPreset): BudgetDraft => ({
  ...newBudget,
  scope,
  subject,
  ...preset,
});

/** Whether the draft limits just what the preset does. */
export const isTaken = (draft: BudgetDraft, { period, tokens, cost }: BudgetPreset) =>
  draft.period === period && draft.tokens === tokens && draft.cost === cost && !draft.steps && !draft.minutes;

const MINUTE_MS = 60_000;

export function draftOf(budget: Budget): BudgetDraft {
  return {
    scope: budget.scope,
    subject: budget.subject ?? '',
    period: budget.period,
    cost: budget.max_cost === undefined ? '' : String(Number(budget.max_cost)),
    tokens: textOf(budget.max_tokens),
    steps: textOf(budget.max_steps),
    minutes: textOf(budget.max_wall_ms && budget.max_wall_ms / MINUTE_MS),
  };
}

/** What to send; null while nothing is limited or an amount cannot be read. */
export function bodyOf(draft: BudgetDraft): BudgetBody | null {
  const cost = draft.cost.trim().replace(',', '.');
  if (cost && !/^\d{1,9}(\.\d{1,9})?$/.test(cost)) return null;
  const counts = [draft.tokens, draft.steps, draft.minutes].map((it) => it.trim());
  if (counts.some((it) => it && !/^\d+(\.\d+)?$/.test(it)) || (!cost && counts.every((it) => !it))) return null;
  return {
    scope: draft.scope,
    ...(draft.scope !== 'org' && draft.subject ? { subject: draft.subject } : {}),
    period: draft.period,
    ...(cost ? { max_cost: cost } : {}),
    ...(draft.tokens.trim() ? { max_tokens: Math.round(Number(draft.tokens)) } : {}),
    ...(draft.steps.trim() ? { max_steps: Math.round(Number(draft.steps)) } : {}),
    ...(draft.minutes.trim() ? { max_wall_ms: Math.round(Number(draft.minutes) * MINUTE_MS) } : {}),
  };
}

/** The same budget as it was sent, to set it again. */
export function bodyOfBudget(budget: Budget): BudgetBody {
  const { scope, subject, period, max_cost, max_tokens, max_steps, max_wall_ms } = budget;
  return {
    scope,
    period,
    ...(subject ? { subject } : {}),
    ...(max_cost === undefined ? {} : { max_cost }),
    ...(max_tokens === undefined ? {} : { max_tokens }),
    ...(max_steps === undefined ? {} : { max_steps }),
    ...(max_wall_ms === undefined ? {} : { max_wall_ms }),
  };
}

const textOf = (value: number | undefined) => (value === undefined ? '' : String(value));
