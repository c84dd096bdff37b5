/** Bills of providers held against the ledger, as they stand on the wire. Money is dollars as decimal text. */

/** One side of a comparison; what it does not say is absent. */
export interface BillSide {
  calls: number;
  tokens_in?: number | null;
  tokens_out?: number | null;
  cost?: string | null;
}

export interface Bill {
  id: string;
  provider: string;
  /** What kind of file it was. */
  layout: string;
  name: string;
  from: string;
  to: string;
  rows: number;
  /** Rows that the ledger confirms. */
  same: number;
  differing: number;
  only_bill: number;
  only_ledger: number;
  unpriced_calls: number;
  billed: BillSide;
  ledger: BillSide;
  /** What the bill asks for beyond the ledger; absent if it says no cost. */
  difference?: string | null;
  created_at: string;
}

export interface BillDifference {
  kind: 'differs' | 'only_bill' | 'only_ledger';
  /** Of the file; absent if only the ledger has it. */
  line?: number | null;
  response_id?: string | null;
  model: string;
  from: string;
  to: string;
  run_id?: string | null;
  billed: BillSide;
  ledger: BillSide;
  difference?: string | null;
}

export interface BillList {
  bills: Bill[];
  next_cursor?: string | null;
}

export interface BillDifferenceList {
  differences: BillDifference[];
  next_cursor?: string | null;
}

/** How many places the two sides do not agree in. */
export function differencesOf(bill: Bill): number {
  return bill.differing + bill.only_bill + bill.only_ledger;
}
