import { ROLES, type ModelRole, type RoutingRule } from '../../../kernel/models';

/** Where a rule sends a goal, as one text: `model ID`, `role NAME` or `cheapest KIND`. */
export function targetOf(rule: RoutingRule): string {
  if (rule.role) return `role ${rule.role}`;
  if (rule.cheapest) return `cheapest ${rule.cheapest}`;
  return rule.model ? `model ${rule.model}` : '';
}

/** The rule with another target; the one before is gone. */
export function aimed({ id, when }: RoutingRule, target: string): RoutingRule {
  const [kind = '', ...rest] = target.split(' ');
  const name = rest.join(' ');
  const role = ROLES.find((it): it is ModelRole => it === name);
  if (kind === 'role' && role) return { id, when, role };
  if (kind === 'cheapest') return { id, when, cheapest: name };
  return kind === 'model' ? { id, when, model: name } : { id, when };
}

/** A rule to begin with, under a name that none has. */
export function freshRule(rules: readonly RoutingRule[]): RoutingRule {
  let number = rules.length + 1;
  while (rules.some((it) => it.id === `rule-${number}`)) number += 1;
  return { id: `rule-${number}`, when: 'goal_words < 40', cheapest: 'flash' };
}

/** The rules with one of them a place up or down. */
export function swapped(rules: readonly RoutingRule[], at: number, by: -1 | 1): RoutingRule[] {
  const one = rules[at];
  const other = rules[at + by];
  if (!one || !other) return [...rules];
  return rules.map((it, place) => (place === at ? other : place === at + by ? one : it));
}
