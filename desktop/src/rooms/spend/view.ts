import type { UsageBy, UsageGroup } from '../../kernel/spend';

export const RANGES = ['7', '30', '90', 'all'] as const;
export type Range = (typeof RANGES)[number];

/** What a table of usage can be about. */
export const GROUPS = [
  'agent',
  'project',
  'model',
  'provider',
  'run',
  'purpose',
  'day',
] as const satisfies readonly UsageBy[];
export type Group = (typeof GROUPS)[number];

/** What the room shows, as it stands in the address. */
export interface View {
  range: Range;
  by: Group;
}

export function viewOf(search: string): View {
  const params = new URLSearchParams(search);
  return {
    range: RANGES.find((it) => it === params.get('range')) ?? '30',
    by: GROUPS.find((it) => it === params.get('by')) ?? 'model',
  };
}

export function searchOf(view: View): string {
  const params = new URLSearchParams();
  if (view.range !== '30') params.set('range', view.range);
  if (view.by !== 'model') params.set('by', view.by);
  return params.toString();
}

const DAY_MS = 86_400_000;

/** The first moment of a range, at the beginning of a day of UTC as the kernel counts; undefined for all time. */
export function startOf(range: Range, now: number): string | undefined {
  if (range === 'all') return undefined;
  const today = Math.floor(now / DAY_MS) * DAY_MS;
  return new Date(today - (Number(range) - 1) * DAY_MS).toISOString();
}

export interface Day {
  day: string;
  cost: number;
  tokens: number;
  unpriced: number;
}

/** A day for each of the range, oldest first; on a day without answers nothing was spent. */
export function daysOf(groups: readonly UsageGroup[], from: string | undefined, now: number): Day[] {
  const known = new Map(groups.map((it) => [it.key, it]));
  const first = from ?? groups.map((it) => it.key).sort()[0];
  if (first === undefined) return [];
  const days: Day[] = [];
  for (let at = Date.parse(first); at <= now; at += DAY_MS) {
    const day = new Date(at).toISOString().slice(0, 10);
    const used = known.get(day);
    days.push({
      day,
      cost: Number(used?.cost ?? 0),
      tokens: (used?.tokens_in ?? 0) + (used?.tokens_out ?? 0),
      unpriced: used?.unpriced_calls ?? 0,
    });
  }
  return days;
}

const COLUMNS = [
  'calls',
  'tokens_in',
  'tokens_out',
  'cached_tokens',
  'reasoning_tokens',
  'cost',
  'unpriced_calls',
  'duration_ms',
] as const;

/** A table as other programs read it; a cost that nobody knows is an empty field. */
export function csvOf(by: Group, groups: readonly UsageGroup[], nameOf: (key: string) => string): string {
  const head = [by, 'name', ...COLUMNS.map((it) => (it === 'cost' ? 'cost_usd' : it))];
  const rows = groups.map((it) => [it.key, nameOf(it.key), ...COLUMNS.map((column) => String(it[column] ?? ''))]);
  return [head, ...rows].map((row) => row.map(quoted).join(',')).join('\r\n') + '\r\n';
}

/** A field that a spreadsheet would take for a formula is told apart by a leading quote. */
function quoted(field: string): string {
  const safe = /^[=+@\t\r]|^-(?!\d)/.test(field) ? `'${field}` : field;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
