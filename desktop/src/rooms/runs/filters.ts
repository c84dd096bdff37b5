import type { RunFilter } from '../../kernel/api';
import type { Run } from '../../kernel/objects';

export const TABS = ['all', 'active', 'queue', 'completed', 'failed', 'letters', 'processes', 'tests'] as const;
export type Tab = (typeof TABS)[number];

const STATUSES: Record<Tab, string | undefined> = {
  all: undefined,
  active: 'queued,running,waiting,paused,retrying',
  queue: 'queued',
  completed: 'completed',
  failed: 'failed,cancelled',
  letters: 'failed',
  processes: undefined,
  tests: undefined,
};

export const SORTS = ['newest', 'priority', 'status', 'steps', 'tokens'] as const;
export type Sort = (typeof SORTS)[number];

/** What the list shows, as it stands in the address. */
export interface View {
  tab: Tab;
  project: string;
  persona: string;
  q: string;
  sort: Sort;
  /** The runs chosen to be compared, two at most. */
  compare: readonly string[];
}

export function viewOf(search: string): View {
  const params = new URLSearchParams(search);
  const tab = TABS.find((it) => it === params.get('tab')) ?? 'all';
  const sort = SORTS.find((it) => it === params.get('sort')) ?? 'newest';
  return {
    tab,
    project: params.get('project') ?? '',
    persona: params.get('agent') ?? '',
    q: params.get('q') ?? '',
    sort,
    compare: (params.get('compare') ?? '').split(',').filter(Boolean).slice(0, 2),
  };
}

export function searchOf(view: View): string {
  const params = new URLSearchParams();
  if (view.tab !== 'all') params.set('tab', view.tab);
  if (view.project) params.set('project', view.project);
  if (view.persona) params.set('agent', view.persona);
  if (view.q) params.set('q', view.q);
  if (view.sort !== 'newest') params.set('sort', view.sort);
  if (view.compare.length > 0) params.set('compare', view.compare.join(','));
  return params.toString();
}

export function filterOf(view: View): RunFilter {
  const status = STATUSES[view.tab];
  return {
    limit: 50,
    ...(status ? { status } : {}),
    ...(view.project ? { project_id: view.project } : {}),
    ...(view.q ? { q: view.q } : {}),
    ...(view.persona ? { persona_id: view.persona } : {}),
    ...(view.sort !== 'newest' ? { sort: view.sort } : {}),
  };
}

/** The kernel filters by status as it was when asked; a run that has moved on since is left out. */
export function shownIn(view: View, runs: readonly Run[]): Run[] {
  const statuses = STATUSES[view.tab]?.split(',');
  return runs.filter(
    (it) => (!statuses || statuses.includes(it.status)) && (!view.persona || it.persona_id === view.persona),
  );
}

/** The chosen runs with one more, or without it; of three the latest two stay. */
export function toggled(chosen: readonly string[], id: string): string[] {
  return chosen.includes(id) ? chosen.filter((it) => it !== id) : [...chosen, id].slice(-2);
}

/** The lists that hold runs as rows. */
export function isListed(tab: Tab): boolean {
  return tab !== 'queue' && tab !== 'letters' && tab !== 'processes' && tab !== 'tests';
}

/** Children behind their parents, as far as both are there. */
export function asTree(runs: readonly Run[]): Run[] {
  const here = new Set(runs.map((it) => it.id));
  const below = (parent: string): Run[] =>
    runs.filter((it) => it.parent_id === parent).flatMap((it) => [it, ...below(it.id)]);
  return runs.filter((it) => !it.parent_id || !here.has(it.parent_id)).flatMap((it) => [it, ...below(it.id)]);
}
