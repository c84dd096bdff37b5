import { shortId } from '../../kit/format';
import type { BudgetScope } from '../../kernel/spend';
import { usePersonas, useProjects } from '../../shell/queries';
import { useSession } from '../../shell/session';

export interface Subject {
  id: string;
  name: string;
}

/** Those whom a budget of this scope can be for, as far as they are known here. */
export function useSubjectList(scope: BudgetScope): Subject[] {
  const personas = usePersonas().data ?? [];
  const projects = useProjects().data ?? [];
  const me = useSession((it) => it.me);
  if (scope === 'agent') return personas.map(({ id, name }) => ({ id, name }));
  if (scope === 'project') return projects.map(({ id, name }) => ({ id, name }));
  return scope === 'person' && me ? [me.user] : [];
}

/** What people call them. */
export function useSubjects(scope: BudgetScope): (id: string) => string {
  const all = useSubjectList(scope);
  return (id) => all.find((it) => it.id === id)?.name ?? shortId(id);
}
