import type { Engine, EngineName } from '../../../kernel/web';

/** Those that are asked, in their order. */
export const askedOf = (engines: readonly Engine[]): EngineName[] =>
  engines.filter((it) => it.asked).map((it) => it.name);

/** The same with one asked that was not, last, or no longer asked. */
export function toggled(engines: readonly Engine[], name: EngineName): EngineName[] {
  const asked = askedOf(engines);
  return asked.includes(name) ? asked.filter((it) => it !== name) : [...asked, name];
}

/** The same with one asked a place sooner (-1) or later (1). */
export function moved(engines: readonly Engine[], name: EngineName, by: -1 | 1): EngineName[] {
  const asked = askedOf(engines);
  const from = asked.indexOf(name);
  const to = from + by;
  const other = asked[to];
  if (from < 0 || other === undefined) return asked;
  return asked.map((it, place) => (place === from ? other : place === to ? name : it));
}

/** What a person wrote, one thing a line. */
export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((it) => it.trim())
    .filter((it) => it !== '');
