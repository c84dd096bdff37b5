import type { ResourceExceeded } from './budgetEvents';
import type { Model } from './models';
import type { Limits } from './spend';

/** What a budget can have no room for; a price that nobody knows cannot be raised, only lifted. */
export const RESOURCES = ['cost', 'tokens', 'steps', 'seconds', 'price'] as const;
export type Resource = (typeof RESOURCES)[number];

export function resourceOf(name: string): Resource | undefined {
  return RESOURCES.find((it) => it === name);
}

/** How much of it there may be: dollars, tokens, answers or seconds; undefined where it is not limited. */
export function limitOf(limits: Limits, resource: Resource): number | undefined {
  switch (resource) {
    case 'cost':
    case 'price':
      return limits.max_cost === undefined ? undefined : Number(limits.max_cost);
    case 'tokens':
      return limits.max_tokens;
    case 'steps':
      return limits.max_steps;
    case 'seconds':
      return limits.max_wall_ms === undefined ? undefined : limits.max_wall_ms / 1000;
  }
}

/** Twice as much, which is what a person most often means by more, and at least what the waiting question needs. */
export function moreOf(
  limits: Limits,
  resource: Resource,
  lack: Pick<ResourceExceeded, 'enough' | 'enough_cost'>,
): number {
  const twice = (limitOf(limits, resource) ?? 0) * 2 || (resource === 'cost' ? 1 : 100);
  return Math.max(twice, enoughOf(resource, lack));
}

/** In dollars, tokens, answers or seconds, rounded up to what a person would type; 0 if it is not known. */
function enoughOf(
  resource: Resource,
  { enough, enough_cost }: Pick<ResourceExceeded, 'enough' | 'enough_cost'>,
): number {
  switch (resource) {
    case 'cost':
      return Math.ceil(Number(enough_cost ?? 0) * 100) / 100;
    case 'seconds':
      return Math.ceil((enough ?? 0) / 1000);
    case 'tokens':
      return Math.ceil((enough ?? 0) / 100) * 100;
    default:
      return enough ?? 0;
  }
}

/** The same limits with another amount of one; what is beside them in the object is left out. */
export function raised(limits: Limits, resource: Resource, amount: number): Limits {
  const { max_cost, max_tokens, max_steps, max_wall_ms } = limits;
  const kept: Limits = {
    ...(max_cost === undefined || resource === 'price' ? {} : { max_cost }),
    ...(max_tokens === undefined ? {} : { max_tokens }),
    ...(max_steps === undefined ? {} : { max_steps }),
    ...(max_wall_ms === undefined ? {} : { max_wall_ms }),
  };
  switch (resource) {
    case 'cost':
      return { ...kept, max_cost: plain(amount) };
    case 'tokens':
      return { ...kept, max_tokens: Math.round(amount) };
    case 'steps':
      return { ...kept, max_steps: Math.round(amount) };
    case 'seconds':
      return { ...kept, max_wall_ms: Math.round(amount * 1000) };
    case 'price':
      return kept;
  }
}

/** At most nine places, and never an exponent. */
function plain(amount: number): string {
  return amount.toFixed(9).replace(/\.?0+$/, '');
}

/** Understands plain commands only, and cannot go on with what a model has begun. */
const COMMANDS = 'builtin';

/** Models that could go on for less, the cheapest first; of whatever price if nobody knows what this one costs. */
export function cheaperThan(models: readonly Model[], id: string): Model[] {
  const current = models.find((it) => it.id === id);
  const most = current ? weight(current) : undefined;
  return models
    .filter((it) => it.id !== id && it.available && !it.supports.embedding && it.provider !== COMMANDS)
    .filter((it) => {
      const cost = weight(it);
      return cost !== undefined && (most === undefined || cost < most);
    })
    .sort((a, b) => (weight(a) ?? 0) - (weight(b) ?? 0));
}

/** Agents read about four times what they write. */
function weight({ price }: Model): number | undefined {
  return price ? 4 * Number(price.input) + Number(price.output) : undefined;
}
