import type { Run } from '../../kernel/objects';

export interface Bar {
  hour: number;
  tokens: number;
}

const HOUR_MS = 3_600_000;

/** Tokens of the last 24 hours by the hour in which their run began, oldest first. */
export function hourlyTokens(runs: readonly Run[], now: number): Bar[] {
  const end = Math.floor(now / HOUR_MS);
  const bars = Array.from({ length: 24 }, (_, place) => ({ hour: (end - 23 + place) * HOUR_MS, tokens: 0 }));
  for (const run of runs) {
    const bar = bars[Math.floor(new Date(run.created_at).getTime() / HOUR_MS) - (end - 23)];
    if (bar) bar.tokens += run.tokens_in + run.tokens_out;
  }
  return bars;
}
