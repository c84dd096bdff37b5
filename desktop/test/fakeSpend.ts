import type { Budget, BudgetBody, Spend, Sum, UsageGroup } from '../src/kernel/spend';
import type { Answer } from './fakeHttp';
import { FakeJournal } from './fakeJournal';

const DAY_MS = 86_400_000;
const dayText = (ago: number) => new Date(Date.now() - ago * DAY_MS).toISOString().slice(0, 10);

export function sum(calls: number, cost?: string, unpriced_calls = 0): Sum {
  return {
    calls,
    tokens_in: calls * 2100,
    tokens_out: calls * 190,
    cached_tokens: calls * 800,
    reasoning_tokens: calls * 40,
    ...(cost === undefined ? {} : { cost }),
    unpriced_calls,
    estimated_calls: 0,
    duration_ms: calls * 2400,
  };
}

const group = (key: string, calls: number, cost?: string, unpriced = 0): UsageGroup => ({
  key,
  ...sum(calls, cost, unpriced),
});

const USAGE: Record<string, UsageGroup[]> = {
  agent: [
    group('pers-researcher', 96, '0.812400'),
    group('pers-coder', 61, '0.431200'),
    group('pers-assistant', 22, '0.000000', 2),
  ],
  project: [group('proj-atlas', 96, '0.812400'), group('proj-default', 83, '0.431200', 2)],
  model: [
    group('openai/gpt-5.2', 104, '1.243600'),
    group('ollama/qwen3:8b', 73, '0.000000'),
    group('openrouter/somebody/new-model', 2, undefined, 2),
  ],
  provider: [group('openai', 104, '1.243600'), group('ollama', 73, '0.000000'), group('openrouter', 2, undefined, 2)],
  run: [group('run-atlas', 96, '0.812400'), group('run-tests', 55, '0.431200'), group('run-hello', 28, '0.000000')],
  day: [12, 9, 0, 14, 22, 31, 8, 0, 5, 17, 26, 35].map((calls, ago) =>
    group(dayText(ago), calls, (calls * 0.0069).toFixed(6), ago === 0 ? 2 : 0),
  ),
};

/** The kernel's ledger and budgets, with made-up sums. */
export class FakeSpend {
  usage = structuredClone(USAGE);
  today = sum(12, '0.082800', 2);
  month = sum(179, '1.243600', 2);
  saved = {
    today: { routing: '0.000000', cache: '0.000000' },
    month: { routing: '0.412000', cache: '0.051000' },
  };
  budgets: Budget[] = [
    made('budget-1', { scope: 'org', period: 'month', max_cost: '5.000000' }, 24, '1.243600'),
    made('budget-2', { scope: 'agent', period: 'day', max_cost: '0.900000', max_tokens: 300_000 }, 90, '0.812400'),
    made('budget-3', { scope: 'project', subject: 'proj-atlas', period: 'day', max_cost: '0.800000' }, 101, '0.812400'),
    made('budget-4', { scope: 'org', period: 'run', max_cost: '0.500000', max_steps: 60 }),
  ];

  /** @param onChange told whenever a budget has changed, as runs that wait for one are */
  constructor(
    readonly journal: FakeJournal,
    readonly onChange: () => void = () => undefined,
  ) {}

  answer(route: string, query: URLSearchParams, body: Record<string, unknown>): Answer | null {
    const id = route.split('/')[3] ?? '';
    const known = this.budgets.find((it) => it.id === id);
    switch (route.replace(/budget-\d+/, '{id}')) {
      case 'GET /v1/usage/summary':
        return [200, { currency: 'USD', ...this.summary() }];
      case 'GET /v1/usage':
        return this.#grouped(query.get('group_by') ?? 'day', query.get('from') ?? '');
      case 'POST /v1/runs/estimate':
        return [
          200,
          {
            runs: 12,
            persona_id: 'pers-assistant',
            model: 'openai/gpt-5.2',
            currency: 'USD',
            cost: { median: '0.021300', p90: '0.084000' },
            duration_ms: { median: 40_200, p90: 96_000 },
          },
        ];
      case 'POST /v1/budgets': {
        const budget = made(`budget-${this.budgets.length + 10}`, body as unknown as BudgetBody, 0, '0.000000');
        this.budgets.push(budget);
        this.#changed();
        return [201, budget];
      }
      case 'PUT /v1/budgets/{id}': {
        if (!known) return [404, { code: 'not_found', detail: `There is no budget '${id}'.` }];
        const budget = made(id, body as unknown as BudgetBody, 10, known.state?.cost ?? '0.000000');
        this.budgets = this.budgets.map((it) => (it === known ? budget : it));
        this.#changed();
        return [200, budget];
      }
      case 'DELETE /v1/budgets/{id}':
        this.budgets = this.budgets.filter((it) => it !== known);
        this.#changed();
        return [204, null];
      default:
        return null;
    }
  }

  summary(): Spend {
    return { today: this.today, month: this.month, saved: this.saved, budgets: this.budgets };
  }

  #grouped(by: string, from: string): Answer {
    const all = this.usage[by] ?? [];
    const usage = by === 'day' ? all.filter((it) => it.key >= from.slice(0, 10)) : all;
    return [200, { group_by: by, currency: 'USD', usage, count: usage.length, total: this.month }];
  }

  #changed() {
    this.journal.append('budgets', { type: 'budget.set', budget_id: 'budget-1' });
    this.onChange();
  }
}

function made(id: string, body: BudgetBody, percent?: number, cost = '0.000000'): Budget {
  const at = new Date().toISOString();
  const status = percent === undefined || percent < 80 ? 'ok' : percent < 100 ? 'warned' : 'exceeded';
  const counted = percent !== undefined && (body.period === 'day' || body.period === 'month');
  return {
    ...body,
    id,
    created_at: at,
    updated_at: at,
    ...(counted
      ? {
          state: {
            subject: body.subject ?? (body.scope === 'agent' ? 'pers-researcher' : 'org-local'),
            period: body.period === 'day' ? dayText(0) : dayText(0).slice(0, 7),
            cost,
            tokens: 219_840,
            steps: 96,
            wall_ms: 230_400,
            reserved_cost: '0.000000',
            reserved_tokens: 0,
            percent,
            status,
            resets_at: new Date((Math.floor(Date.now() / DAY_MS) + 1) * DAY_MS).toISOString(),
          },
        }
      : {}),
  };
}
