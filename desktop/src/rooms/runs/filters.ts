import type { RunFilter } from '../../kernel/api';
import type { Run } from '../../kernel/objects';

export const TABS = ['all', 'active', 'completed', 'failed'] as const;
export type Tab = (typeof TABS)[number];

const STATUSES: Record<Tab, string | undefined> = {
  all: undefined,
  active: 'queued,running,waiting,paused,retrying',
  completed: 'completed',
  failed: 'failed,cancelled',
};

/** What the list shows, as it stands in the address. */
export interface View {
  tab: Tab;
  project: string;
  persona: string;
  q: string;
}

export function viewOf(search: string): View {
  const params = new URLSearchParams(search);
  const tab = TABS.find((it) => it === params.get('tab')) ?? 'all';
  return { tab, project: params.get('project') ?? '', persona: params.get('agent') ?? '', q: params.get('q') ?? '' };
}

export function searchOf(view: View): string {
  const params = new URLSearchParams();
  if (view.tab !== 'all') params.set('tab', view.tab);
  if (view.project) params.set('project', view.project);
  if (view.persona) params.set('agent', view.persona);
  if (view.q) params.set('q', view.q);
  return params.toString();
}

export function filterOf(view: View): RunFilter {
  const status = STATUSES[view.tab];
  return {
    limit: 50,
    ...(status ? { status } : {}),
    ...(view.project ? { project_id: view.project } : {}),
    ...(view.q ? { q: view.q } : {}),
  };
}

/** The kernel filters by status as it was when asked; a run that has moved on since is left out. */
export function shownIn(view: View, runs: readonly Run[]): Run[] {
  const statuses = STATUSES[view.tab]?.split(',');
  return runs.filter(
    (it) => (!statuses || statuses.includes(it.status)) && (!view.persona || it.persona_id === view.persona),
  );
}
