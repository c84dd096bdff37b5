/** Dollars as decimal text of what events tell in billionths; null stays unknown. */
export function dollarsOf(nanos: number | null): string | null {
  return nanos === null ? null : (nanos / 1e9).toFixed(9);
}
