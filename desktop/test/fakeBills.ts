import type { Bill, BillDifference } from '../src/kernel/bills';
import type { Answer } from './fakeHttp';

const NOON = '2026-08-04T12:00:00Z';

const DIFFERENCES: BillDifference[] = [
  {
    kind: 'differs',
    line: 3,
    model: 'openai/gpt-5.2',
    from: NOON,
    to: NOON,
    run_id: 'run-atlas',
    billed: { calls: 1, tokens_in: 1200, tokens_out: 80, cost: '0.500000' },
    ledger: { calls: 1, tokens_in: 1100, tokens_out: 80, cost: '0.450000' },
    difference: '0.050000',
  },
  {
    kind: 'only_bill',
    line: 4,
    model: 'somebody/new-model',
    from: '2026-08-04T00:00:00Z',
    to: '2026-08-05T00:00:00Z',
    billed: { calls: 1, cost: '0.100000' },
    ledger: { calls: 0, tokens_in: 0, tokens_out: 0, cost: '0.000000' },
    difference: '0.100000',
  },
];

/** The kernel's comparison of bills, with a made-up one for each file. */
export class FakeBills {
  bills: Bill[] = [];
  /** What is wrong with the next file. */
  fault: string | null = null;

  answer(route: string, query: URLSearchParams): Answer | null {
    const id = route.split('/')[4] ?? '';
    switch (route.replace(/bill-\d+/, '{id}')) {
      case 'GET /v1/usage/bills':
        return [200, { bills: this.bills, count: this.bills.length }];
      case 'POST /v1/usage/bills': {
        if (this.fault) return [400, { code: 'invalid', detail: this.fault }];
        const bill = made(`bill-${this.bills.length + 1}`, query.get('provider') ?? '');
        this.bills = [bill, ...this.bills];
        return [201, bill];
      }
      case 'GET /v1/usage/bills/{id}/differences':
        return [200, { differences: DIFFERENCES, count: DIFFERENCES.length, currency: 'USD' }];
      case 'DELETE /v1/usage/bills/{id}':
        this.bills = this.bills.filter((it) => it.id !== id);
        return [204, null];
      default:
        return null;
    }
  }
}

function made(id: string, provider: string): Bill {
  return {
    id,
    provider,
    layout: 'calls',
    name: 'august.csv',
    from: NOON,
    to: NOON,
    rows: 12,
    same: 10,
    differing: 1,
    only_bill: 1,
    only_ledger: 0,
    unpriced_calls: 0,
    billed: { calls: 12, tokens_in: 25_200, tokens_out: 2_280, cost: '1.393600' },
    ledger: { calls: 11, tokens_in: 25_100, tokens_out: 2_280, cost: '1.243600' },
    difference: '0.150000',
    created_at: NOON,
  };
}
