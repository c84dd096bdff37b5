import type { Confirmation } from '../../kernel/objects';

/** Requests of one run for one tool by one rule, the newest first: alike enough to stand as one line. */
export interface Batch {
  key: string;
  items: readonly Confirmation[];
}

export function batchesOf(confirmations: readonly Confirmation[]): Batch[] {
  const batches = new Map<string, Confirmation[]>();
  for (const it of confirmations) {
    const key = it.kind === 'question' || !it.run_id ? it.id : `${it.run_id} ${it.tool} ${it.rule}`;
    batches.set(key, [...(batches.get(key) ?? []), it]);
  }
  return [...batches].map(([key, items]) => ({ key, items }));
}
