import type { ModelUsed } from './budgetEvents';

/** What is marked on the rail without being work. */
export type NotchLabel =
  | 'resumed'
  | 'waiting'
  | 'paused'
  | 'continued'
  | 'retrying'
  | 'adjusted'
  | 'stepLimit'
  | 'compacted'
  | 'settled'
  | 'refused'
  | 'chosen'
  | 'fellBack'
  | 'nearlyUsed'
  | 'asked'
  | 'cutOff'
  | 'usedUp'
  | 'inherited'
  | 'imported'
  | 'kept';

/** The label and detail of what a model was asked by the way, or of an answer that broke off: then what it used. */
export function usedNotch({ errand, cost, usage, model }: ModelUsed): [NotchLabel, string] {
  if (errand.purpose !== 'cut_off') return ['asked', `${errand.purpose} · ${model}`];
  const tokens = `${usage.tokens_in} → ${usage.tokens_out}`;
  return ['cutOff', [...(cost == null ? [] : [`$${cost}`]), tokens, model].join(' · ')];
}
