export const SPANS = ['hour', 'today', 'day', 'week'] as const;

export type Span = (typeof SPANS)[number];

/** When a span began that ends now; days begin at midnight here. */
export function momentOf(span: Span, now: Date): Date {
  if (span === 'hour') return new Date(now.getTime() - 3_600_000);
  const back = { today: 0, day: 1, week: 7 }[span];
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - back);
}
