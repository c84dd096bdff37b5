import type { LucideIcon } from 'lucide-react';
import type { TextKey } from '../../kit/i18n/text';

/** Something the palette can open or do. */
export interface Entry {
  id: string;
  group: TextKey;
  label: string;
  hint?: string;
  Icon: LucideIcon;
  run: () => void;
}

const GROUP_ORDER: readonly TextKey[] = [
  'palette.actions',
  'palette.rooms',
  'palette.runs',
  'palette.conversations',
  'palette.projects',
  'palette.files',
  'palette.agents',
  'palette.tools',
  'palette.models',
  'palette.settings',
];

export interface Group {
  group: TextKey;
  entries: readonly Entry[];
}

const MOST_BEFORE_TYPING = 5;
const MOST_FOUND = 12;

/**
 * What fits, by group. Before anything is typed the groups stand in the order a person most often wants them; then
 * the group with the best fit comes first.
 */
export function found(entries: readonly Entry[], typed: string): Group[] {
  const scored = entries
    .map((entry) => ({ entry, score: scoreOf(entry, typed) }))
    .filter((it) => it.score > 0)
    .sort((a, b) => b.score - a.score);
  const groups = GROUP_ORDER.map((group) => {
    const fits = scored.filter((it) => it.entry.group === group);
    return {
      group,
      best: fits[0]?.score ?? 0,
      entries: fits.map((it) => it.entry).slice(0, typed ? MOST_FOUND : MOST_BEFORE_TYPING),
    };
  });
  return groups.filter((it) => it.best > 0).sort((a, b) => b.best - a.best);
}

/** The name of a thing weighs more than what is said beside it. */
function scoreOf(entry: Entry, typed: string): number {
  return Math.max(fuzzyScore(entry.label, typed), entry.hint && typed ? fuzzyScore(entry.hint, typed) / 2 : 0);
}

/**
 * How well a text fits what was typed, 0 for not at all: every letter in order; letters together, and at the start of
 * a word, weigh more.
 */
export function fuzzyScore(text: string, typed: string): number {
  const where = fold(text);
  const what = fold(typed);
  if (!what) return 1;
  const whole = where.indexOf(what);
  if (whole >= 0)
    return 2 + (whole === 0 || /[\s/_.-]/.test(where[whole - 1] ?? '') ? 1 : 0) + what.length / (where.length + 1);
  return lettersScore(where, what.replace(/\s+/g, ''));
}

/** Below this the letters only happen to stand in a long text. */
const SCATTERED = 0.45;

function lettersScore(where: string, what: string): number {
  let at = -1;
  let score = 0;
  for (const letter of what) {
    const next = where.indexOf(letter, at + 1);
    if (next < 0) return 0;
    const start = next === 0 || /[\s/_.-]/.test(where[next - 1] ?? '');
    score += next === at + 1 ? 1 : start ? 0.8 : 0.2;
    at = next;
  }
  const even = score / what.length;
  return even < SCATTERED ? 0 : even / 2;
}

/** Lower case and without accents, so that "execucao" finds "execução". */
function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
