import type { EgressFilter, Verdict } from '../../kernel/network';

export const VERDICTS = ['all', 'denied', 'allowed', 'failed'] as const;
export const LISTS = ['requests', 'hosts'] as const;

/** What of the log is looked at; it stands in the address. */
export interface View {
  project: string;
  verdict: (typeof VERDICTS)[number];
  list: (typeof LISTS)[number];
}

export function viewOf(search: string): View {
  const query = new URLSearchParams(search);
  return {
    project: query.get('project') ?? '',
    verdict: VERDICTS.find((it) => it === query.get('verdict')) ?? 'all',
    list: LISTS.find((it) => it === query.get('list')) ?? 'requests',
  };
}

export function searchOf(view: View): string {
  const query = new URLSearchParams();
  if (view.project) query.set('project', view.project);
  if (view.verdict !== 'all') query.set('verdict', view.verdict);
  if (view.list !== 'requests') query.set('list', view.list);
  return query.toString();
}

export function filterOf(view: View): EgressFilter {
  return {
    ...(view.project ? { project: view.project } : {}),
    ...(view.verdict === 'all' ? {} : { verdict: view.verdict satisfies Verdict }),
  };
}
