import type { useText } from '../../kit/i18n/useText';

export const PRIORITIES = [1, 2, 3, 4, 5] as const;

/** A priority as people say it. */
export function priorityWord(t: ReturnType<typeof useText>['t'], priority: number): string {
  const known = PRIORITIES.find((it) => it === priority);
  return known ? t(`priority.${known}`) : String(priority);
}
